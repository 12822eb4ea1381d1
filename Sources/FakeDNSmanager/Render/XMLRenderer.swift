/// Writes answers as `out=xml`: one line after the declaration.
enum XMLRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(usualByteCount)
    text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    Document(outcome, in: frame).root.write(to: &text)
    text.write("\n")
    return text
  }

  /// Room for most answers, a list of a dozen rows among them.
  private static let usualByteCount = 4_096
}
