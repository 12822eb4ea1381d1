/// Writes the strict part of YAML in one way: two spaces, lists indented, lines of 100 columns.
///
/// Keys keep their order, comments their place, and what was written in braces stays in braces as long
/// as it fits into a line. The result is read back: it says the same and has the same comments.
package enum YAMLFormatter {
  /// Columns that a line has at most, where that can be had.
  static let width = 100

  /// Returns the text in its canonical form.
  ///
  /// - Parameters:
  ///   - text: What is written.
  ///   - file: Its path, for messages.
  ///   - head: A comment that the text shall begin with, unless one that begins alike is there.
  /// - Returns: What should be written.
  /// - Throws: ``InvalidSources`` when the text is invalid, or cannot be written without changing what
  ///   it says.
  package static func formatted(
    _ text: String, file: String, head: (line: String, beginning: String)? = nil
  ) throws(InvalidSources) -> String {
    let node = try YAMLDecoding.node(in: text, file: file)
    let comments = YAMLComments(in: text)
    var writer = YAMLWriter(comments)
    var result = writer.document(node)
    let same = try YAMLDecoding.node(in: result, file: file).says(node)
    guard same, YAMLComments(in: result).all.map(\.text) == comments.all.map(\.text) else {
      throw InvalidSources([
        .init(node.place, "it cannot be written in another form without changing what it says")
      ])
    }
    if let head, !comments.all.contains(where: { $0.text.hasPrefix(head.beginning) }) {
      result = "\(head.line)\n\(result)"
    }
    return result
  }
}

extension YAMLNode {
  /// Whether another tree has the same texts, lists and mappings in the same order.
  func says(_ other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.nothing, .nothing): true
    case (.scalar(let one), .scalar(let other)): one == other
    case (.sequence(let one), .sequence(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.says($1) }
    case (.mapping(let one), .mapping(let other)):
      one.count == other.count
        && zip(one, other).allSatisfy { $0.key == $1.key && $0.value.says($1.value) }
    default: false
    }
  }

  /// The last line on which something of it begins.
  var lastLine: Int {
    switch content {
    case .nothing, .scalar: place.line
    case .sequence(let items): items.map(\.lastLine).max() ?? place.line
    case .mapping(let entries):
      entries.map { max($0.place.line, $0.value.lastLine) }.max() ?? place.line
    }
  }
}
