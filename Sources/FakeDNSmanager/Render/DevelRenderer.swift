/// Writes answers as `out=devel`: the XML answer, indented, with metadata and messages.
///
/// The name is documented; what it holds is inferred (reference §2.1).
enum DevelRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    Document(outcome, in: frame, detail: .full).root.writeIndented(to: &text)
    return text
  }
}

extension Markup {
  /// Writes the element on lines of its own; one that holds text stays on one line.
  fileprivate func writeIndented(to output: inout [UInt8], depth: Int = 0) {
    let indent = String(repeating: "  ", count: depth)
    output.write(indent)
    let children = children
    guard !children.isEmpty else {
      write(to: &output)
      output.write("\n")
      return
    }
    writeStart(to: &output)
    output.write(">\n")
    for element in children { element.writeIndented(to: &output, depth: depth + 1) }
    output.write("\(indent)</\(name)>\n")
  }
}
