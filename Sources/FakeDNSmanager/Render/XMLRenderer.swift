/// Writes answers as `out=xml`: one line after the declaration.
enum XMLRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    Document(outcome, in: frame).root.write(to: &text)
    text += "\n"
    return Array(text.utf8)
  }
}
