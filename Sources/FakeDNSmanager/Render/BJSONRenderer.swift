/// Writes answers as `out=bjson`: one flat object, without an echo of the request.
///
/// A program searches the body for `"name":"candidate"`, so nothing that the caller sent may come
/// back but as data (reference §2.1, clients-in-the-wild §2).
enum BJSONRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    value(outcome, in: frame).line
  }

  private static func value(_ outcome: Outcome, in frame: Frame) -> JSONValue {
    switch outcome {
    case .success(.list(let list)):
      .object([
        ("elem", .array(list.rows.map { .flat($0) })),
        ("p_cnt", .string(String(list.pageSize))), ("p_num", .string(String(list.page))),
        ("p_elems", .string(String(list.total))),
      ])
    case .success(.form(let form)): .object([("model", .flat(form.allFields))])
    case .success(.done(let done)):
      .object((done.id.map { [("id", .string($0))] } ?? []) + [("ok", .bool(true))])
    case .success(.document(let elements)): .flat(elements)
    case .failure(let error): .error(error, message: .whole, in: frame)
    }
  }
}
