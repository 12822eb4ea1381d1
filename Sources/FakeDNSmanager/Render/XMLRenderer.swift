/// Writes answers as `out=xml`: one line after the declaration.
enum XMLRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    Document(outcome, in: frame).root.write(to: &text)
    text.write("\n")
    return text
  }
}
