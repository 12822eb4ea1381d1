internal import StrictYAML

/// A text in which `{{name}}` stands for a value that is known when the step runs.
struct Template: Hashable, Sendable {
  let text: String
  let place: Place

  init(_ text: String, _ place: Place) {
    self.text = text
    self.place = place
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
    text.matches(of: Self.placeholder).map { String($0.1) }
  }

  /// Returns the text with each placeholder replaced, in one pass: a value is never searched again.
  ///
  /// - Throws: ``StepFault/unknownVariable(_:)`` rather than leave the braces.
  func filled(from variables: [String: String]) throws(StepFault) -> String {
    do {
      return try text.replacing(Self.placeholder) { match in
        guard let value = variables[String(match.1)] else {
          throw StepFault.unknownVariable(String(match.1))
        }
        return value
      }
    } catch let fault as StepFault {
      throw fault
    } catch {
      throw .target("\(error)")
    }
  }

  /// A stand-in value for every placeholder, for checks that only look at the shape of the text.
  var sample: String { text.replacing(Self.placeholder) { _ in "x" } }

  private static var placeholder: Regex<(Substring, Substring)> { /\{\{([\w.\-]+)\}\}/ }
}
