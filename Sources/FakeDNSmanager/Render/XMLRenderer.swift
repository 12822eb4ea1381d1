/// Writes answers as `out=xml`: one line after the declaration.
enum XMLRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(expectedByteCount(outcome))
    text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    Document(outcome, in: frame).root.write(to: &text)
    text.write("\n")
    return text
  }

  /// Room for most answers, and hardly more: the journal keeps ten thousand of them.
  private static func expectedByteCount(_ outcome: Outcome) -> Int {
    if case .success(.list(let list)) = outcome { 1_024 + 320 * list.rows.count } else { 768 }
  }
}
