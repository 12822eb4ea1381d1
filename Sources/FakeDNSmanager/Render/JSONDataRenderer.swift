/// Writes answers as `out=JSONdata`: data and nothing around it (reference §2.1).
enum JSONDataRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    value(outcome, in: frame).line
  }

  private static func value(_ outcome: Outcome, in frame: Frame) -> JSONValue {
    switch outcome {
    case .success(.list(let list)): .array(list.rows.map { .flat($0) })
    case .success(.form(let form)): .flat(form.allFields)
    // Two programs judge the same save: one by `"ok":""`, one by the value that it sent
    // (clients-in-the-wild §4, 1).
    case .success(.done(let done)): .flat(done.cells + [Reply.Cell("ok", "")])
    case .success(.document(let elements)): .flat(elements)
    // A program that looks for its value must not find it in a refusal.
    case .failure(let error): .error(error, message: .withoutValue, in: frame)
    }
  }
}
