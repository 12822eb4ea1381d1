/// Writes answers for the panel's own pages: the UI JSON of a call without `out` (reference §2.3).
enum BrowserRenderer {
  /// Whether a browser gets a page and not data: the start page, and signing in or out.
  static func isPage(_ frame: Frame) -> Bool {
    ["", "auth", "logon", "logout", "desktop"].contains(frame.function)
  }

  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text: [UInt8] = []
    value(outcome, in: frame).write(to: &text, escaping: .apostrophesToo)
    text.write("\n")
    return text
  }

  private static func value(_ outcome: Outcome, in frame: Frame) -> JSONValue {
    switch outcome {
    case .success(.list(let list)): .object([("content", .array(list.rows.map(cells)))])
    case .success(.form(let form)): .object([("content", .array([cells(form.allFields)]))])
    case .success(.done(let done)):
      .object([
        ("content", .array([])), ("ok", .object(done.id.map { [("v", .string($0))] } ?? [])),
      ])
    case .success(.document(let elements)):
      .object([("content", .array([.flat(elements, cell)]))])
    case .failure(let error): .error(error, message: .whole, in: frame)
    }
  }

  private static func cells(_ row: [Reply.Cell]) -> JSONValue {
    .object(row.map { ($0.name, cell($0.value)) })
  }

  private static func cell(_ text: String) -> JSONValue { .object([("v", .string(text))]) }
}
