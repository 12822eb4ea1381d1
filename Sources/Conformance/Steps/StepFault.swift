internal import StrictYAML

/// Why a step could not be carried out; none of these says anything about the target's behaviour.
enum StepFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// A `{{name}}` that nothing has given a value.
  case unknownVariable(String)
  /// A text does not have the form that the field needs once its placeholders are filled.
  case badValue(field: String, value: String, expected: String)
  /// A panel, plan or account that the scenario does not declare.
  case unknownName(kind: String, name: String, known: [String])
  /// A variable of the environment that is not set.
  case environmentLacks(String)
  /// A secret that is too short to be taken out of reports; the variable's name.
  case secretTooShort(String)
  /// A program that cannot be run, and why.
  case program(String, String)
  /// The target does not offer what the step needs.
  case unsupported(String)
  /// The target itself failed, in its own words.
  case target(String)

  var description: String {
    switch self {
    case .unknownVariable(let name): "nothing has given '{{\(name)}}' a value yet"
    case .badValue(let field, let value, let expected):
      "'\(field)' must be \(expected), not '\(value)'"
    case .unknownName(let kind, let name, let known):
      "there is no \(kind) '\(name)'; \(NearestName.hint(for: name, among: known))"
    case .environmentLacks(let name): "the environment has no variable '\(name)'"
    case .secretTooShort(let name):
      "the secret in '\(name)' must have at least \(Redaction.minimumLength) characters"
    case .program(let name, let reason): "'\(name)' cannot be run: \(reason)"
    case .unsupported(let what): "the target has no \(what)"
    case .target(let message): message
    }
  }
}
