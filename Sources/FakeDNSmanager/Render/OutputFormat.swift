/// The value of `out`: which bytes an answer becomes (reference §2.1).
public enum OutputFormat: String, Sendable, CaseIterable {
  case xml
  case json

  /// The format that the parameter asks for; letter case does not matter.
  ///
  /// Without `out` the product answers a browser; XML stands in for that and for unknown values,
  /// which is assumed.
  init(parameter: String?) {
    let wanted = parameter?.lowercased()
    self = Self.allCases.first { $0.rawValue.lowercased() == wanted } ?? .xml
  }

  /// The exact content type (reference §1.1; clients demand them literally).
  var contentType: String {
    switch self {
    case .xml: "text/xml"
    case .json: "application/json"
    }
  }

  /// The answer in this format.
  func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    switch self {
    case .xml: XMLRenderer.render(outcome, in: frame)
    case .json: JSONRenderer.render(outcome, in: frame)
    }
  }
}

/// How a call ended, as a renderer is given it.
typealias Outcome = Result<Reply, PanelError>

/// What stands around every answer: the attributes of `doc` and the echo of the request.
struct Frame: Sendable {
  var function: String
  var language: Language
  /// The path of the request.
  var binary: String
  /// Scheme, host and port as the client sees them.
  var host: String
  var settings: WorldSettings
  var form: Form
  /// Login and level of the account whose rights counted; empty and 0 before anyone is known.
  var account = ""
  var level = AccessLevel.nobody

  /// The parameters that answers echo as `tparams`, sorted by name, `func` last.
  ///
  /// `sok`, `lang`, `password` and `authinfo` are never echoed (observed, reference §2.1); neither are
  /// the other secrets, which no capture shows.
  var echoed: [Reply.Cell] {
    let names = Set(form.pairs.map(\.name)).subtracting(Self.unechoed)
    let cells = names.sorted().compactMap { name in form[name].map { Reply.Cell(name, $0) } }
    return cells + [Reply.Cell("func", function)]
  }

  private static let unechoed: Set<String> = [
    "func", "sok", "lang", "password", "authinfo", "passwd", "confirm", "oldpasswd",
  ]
}
