/// Writes answers as `out=devel`: the XML answer, indented, with metadata and messages.
///
/// The name is documented; what it holds is inferred (reference §2.1).
enum DevelRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    Document(outcome, in: frame, detail: .full).root.writeIndented(to: &text)
    return Array(text.utf8)
  }
}

extension Markup {
  /// Writes the element on lines of its own; one that holds text stays on one line.
  fileprivate func writeIndented(to output: inout String, depth: Int = 0) {
    let indent = String(repeating: "  ", count: depth)
    output += indent
    guard !elements.isEmpty else {
      write(to: &output)
      output += "\n"
      return
    }
    writeStart(to: &output)
    output += ">\n"
    for element in elements { element.writeIndented(to: &output, depth: depth + 1) }
    output += "\(indent)</\(name)>\n"
  }
}
