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
    let names = Set(form.pairs.map(\.name)).subtracting(Self.unechoed).filter(\.isXMLName)
    let cells = names.sorted().compactMap { name in form[name].map { Reply.Cell(name, $0) } }
    return cells + [Reply.Cell("func", function)]
  }

  private static let unechoed: Set<String> = [
    "func", "sok", "lang", "password", "authinfo", "passwd", "confirm", "oldpasswd",
  ]
}

extension String {
  /// Whether the text can name an XML element: an echo must not let a client write markup.
  fileprivate var isXMLName: Bool {
    guard let first = unicodeScalars.first, first.properties.isAlphabetic || first == "_" else {
      return false
    }
    return unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "._-".unicodeScalars.contains(scalar))
    }
  }
}
