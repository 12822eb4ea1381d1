internal import StrictYAML

/// A text in which `{{name}}` stands for a value that is known when the step runs.
struct Template: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case text(String)
    case name(String)
  }

  let text: String
  let place: Place
  private let parts: [Part]

  init(_ text: String, _ place: Place) {
    self.text = text
    self.place = place
    parts = Self.parts(of: text)
  }

  /// Reads a text; `nil`, and a problem, when the node is none.
  init?(_ node: YAMLNode, _ what: String, _ problems: inout [SourceProblem]) {
    guard let text = node.scalar else {
      problems.append(.init(node.place, "\(what) must be a text, not \(node.kind)"))
      return nil
    }
    self.init(text, node.place)
  }

  /// The names between the braces, in the order they are written.
  var names: [String] {
    parts.compactMap { part in
      if case .name(let name) = part { name } else { nil }
    }
  }

  /// Returns the text with each placeholder replaced, in one pass: a value is never searched again.
  ///
  /// - Throws: ``StepFault/unknownVariable(_:)`` rather than leave the braces.
  func filled(from variables: [String: String]) throws(StepFault) -> String {
    var filled = ""
    for part in parts {
      switch part {
      case .text(let text): filled += text
      case .name(let name):
        guard let value = variables[name] else { throw .unknownVariable(name) }
        filled += value
      }
    }
    return filled
  }

  /// A stand-in value for every placeholder, for checks that only look at the shape of the text.
  var sample: String {
    parts.reduce(into: "") { sample, part in
      if case .text(let text) = part { sample += text } else { sample += "x" }
    }
  }

  /// Whether a captured name can hold the letter; a placeholder's may also hold `.` and `-`.
  static func isNameLetter(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_"
  }

  // By hand: a regular expression is compiled at every use, and a suite has thousands of texts.
  private static func parts(of text: String) -> [Part] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [.text(text)] }
    var parts: [Part] = []
    var literal = ""
    var rest = text[...]
    while let letter = rest.first {
      if let name = placeholder(at: rest) {
        parts += [.text(literal), .name(name)]
        literal = ""
        rest = rest.dropFirst(name.count + 4)
      } else {
        literal.append(letter)
        rest = rest.dropFirst()
      }
    }
    return parts + [.text(literal)]
  }

  /// Returns the name when the text starts with `{{name}}`.
  private static func placeholder(at text: Substring) -> String? {
    guard text.hasPrefix("{{") else { return nil }
    let name = text.dropFirst(2).prefix { isNameLetter($0) || $0 == "." || $0 == "-" }
    let end = text[name.endIndex...]
    return name.isEmpty || !end.hasPrefix("}}") ? nil : String(name)
  }
}
