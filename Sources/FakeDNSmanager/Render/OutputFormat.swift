/// The value of `out`: which bytes an answer becomes (reference §2.1).
public enum OutputFormat: String, Sendable, CaseIterable {
  /// One line of XML without metadata and messages.
  case xml
  /// XML, indented, with metadata and messages.
  case devel
  case json
  case xjson
  case sjson
  /// Data only: a list is an array of flat objects.
  case jsonData = "JSONdata"
  /// One flat object: `elem`, `model`, `ok` or `error`.
  case bjson
  /// One line per row, for shell scripts.
  case text
  case html
  /// No `out`, or one that nobody knows: what a browser is shown.
  case browser = ""

  /// The format that the parameter asks for; letter case does not matter (reference §2.1).
  ///
  /// That an unknown value counts as none is assumed.
  init(parameter: String?) {
    guard let parameter else {
      self = .browser
      return
    }
    // As most clients write it, which costs no comparison with every format.
    if let exact = Self(rawValue: parameter) {
      self = exact
      return
    }
    let wanted = parameter.lowercased()
    self = Self.allCases.first { $0.rawValue.lowercased() == wanted } ?? .browser
  }

  /// The answer in this format: its exact content type (reference §1.1; clients demand them
  /// literally) and its bytes.
  ///
  /// `text/plain` is assumed; the other types are observed.
  func render(_ outcome: Outcome, in frame: Frame) -> (contentType: String, body: [UInt8]) {
    switch self {
    case .xml: ("text/xml", XMLRenderer.render(outcome, in: frame))
    case .devel: ("text/xml", DevelRenderer.render(outcome, in: frame))
    case .json, .xjson, .sjson: ("application/json", JSONRenderer.render(outcome, in: frame))
    case .jsonData: ("application/json", JSONDataRenderer.render(outcome, in: frame))
    case .bjson: ("application/json", BJSONRenderer.render(outcome, in: frame))
    case .text: ("text/plain", TextRenderer.render(outcome, in: frame))
    case .html: ("text/html", HTMLRenderer.render(outcome, in: frame))
    case .browser:
      if BrowserRenderer.isPage(frame) {
        ("text/html", HTMLRenderer.render(outcome, in: frame))
      } else {
        ("application/json", BrowserRenderer.render(outcome, in: frame))
      }
    }
  }
}

/// How a call ended, as a renderer is given it.
typealias Outcome = Result<Reply, PanelError>
