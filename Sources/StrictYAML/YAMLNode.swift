/// A value of a YAML file with the place where it is written.
///
/// Scalars are texts and nothing else: `no`, `on`, `0123` and `12:30` mean what they look like.
package struct YAMLNode: Sendable {
  /// What stands there.
  package enum Content: Sendable {
    /// Nothing, as in `key:` without a value. An empty text in quotes is a `scalar`.
    case nothing
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// One line of a mapping.
  package struct Entry: Sendable {
    package let key: String
    package let place: Place
    package let value: YAMLNode
  }

  /// How a text was written.
  package enum Quoting: Sendable {
    case plain
    case single
    case double
    /// Line by line, or folded.
    case block
  }

  package let place: Place
  package let content: Content
  /// Whether a list or a mapping is written in brackets or braces.
  var isFlow = false
  /// How a text was written.
  var quoting = Quoting.plain

  /// Whether a text was broken into lines that are one line when it is read.
  var isFolded: Bool { quoting == .block }

  /// What it is, for a message that wanted something else.
  package var kind: String {
    switch content {
    case .nothing: "nothing"
    case .scalar(let text): "the text '\(text.prefix(60))'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text of a scalar.
  package var scalar: String? {
    if case .scalar(let text) = content { text } else { nil }
  }
}
