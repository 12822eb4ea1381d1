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
  /// the other secrets, which no capture shows. A name in another letter case may stand before a secret
  /// as well.
  var echoed: [Reply.Cell] {
    let names = form.pairs.map(\.name).filter {
      !Self.unechoed.contains($0.lowercased()) && $0.isXMLName
    }
    var cells: [Reply.Cell] = []
    for name in names.sorted() where name != cells.last?.name {
      if let value = form[name] { cells.append(Reply.Cell(name, value)) }
    }
    return cells + [Reply.Cell("func", function)]
  }

  /// ``host`` as the captured answers link to it.
  var hostWithoutPort: String {
    guard let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber)
    else { return host }
    return String(host[..<colon])
  }

  private static let unechoed: Set<String> = [
    "func", "sok", "lang", "password", "authinfo", "passwd", "confirm", "oldpasswd",
  ]
}

extension String {
  /// Whether the text can name an XML element: an echo must not let a client write markup.
  fileprivate var isXMLName: Bool {
    guard let first = utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
    return utf8.allSatisfy { byte in
      byte.isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
  }
}

extension UInt8 {
  /// Whether it is a letter of ASCII.
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
