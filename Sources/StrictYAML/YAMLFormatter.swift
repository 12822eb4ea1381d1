/// Writes the strict part of YAML in one way: two spaces, lists indented, lines of 100 columns.
///
/// Keys keep their order, comments their place, and what was written in braces stays in braces as long
/// as it fits into a line. The result is read back: it says the same and has the same comments.
package enum YAMLFormatter {
  /// A comment that a text shall begin with.
  package struct Head: Sendable {
    /// The comment.
    package let line: String
    /// A text with a comment that begins so has one already.
    package let beginning: String
    /// Only a mapping with this key gets it.
    package let key: String

    package init(_ line: String, beginning: String, key: String) {
      self.line = line
      self.beginning = beginning
      self.key = key
    }
  }

  /// Columns that a line has at most, where that can be had.
  static let width = 100

  /// Returns the text in its canonical form.
  ///
  /// - Parameters:
  ///   - text: What is written.
  ///   - file: Its path, for messages.
  ///   - head: A comment that the text shall begin with; `nil` adds none.
  /// - Returns: What should be written.
  /// - Throws: ``InvalidSources`` when the text is invalid, or cannot be written without changing what
  ///   it says.
  package static func formatted(
    _ text: String, file: String, head: Head? = nil
  ) throws(InvalidSources) -> String {
    let node = try YAMLDecoding.node(in: text, file: file)
    let comments = YAMLComments(in: text, of: node)
    var writer = YAMLWriter(comments)
    var result = writer.document(node)
    // The places of what is wrong in the result would be places in a text that nobody has seen.
    guard let again = try? YAMLDecoding.node(in: result, file: file), again.says(node),
      YAMLComments(in: result, of: again).all.map(\.text) == comments.all.map(\.text)
    else {
      throw InvalidSources([
        .init(node.place, "it cannot be written in another form without changing what it says")
      ])
    }
    if let head, node.has(head.key),
      !comments.all.contains(where: { $0.text.hasPrefix(head.beginning) })
    {
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

  /// Whether it is a mapping with that key.
  package func has(_ key: String) -> Bool {
    guard case .mapping(let entries) = content else { return false }
    return entries.contains { $0.key == key }
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
