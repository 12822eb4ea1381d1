/// The input of a function `X.filter`: what the list's columns must hold.
struct FilterForm: FormDecodable {
  let saves: Bool
  /// Every parameter of the call; the list takes those that are its columns.
  let values: [String: String]

  init(_ form: Form) throws(PanelError) {
    saves = form.saves
    values = Dictionary(form.pairs.map { ($0.name, $0.value) }) { $1 }
  }
}

extension Call {
  /// Performs `X.filter`: shows the filter that the session has on a list, or sets another one.
  ///
  /// Without a session the filter would be for nobody: that the answer is ok then is assumed.
  func filter(_ list: String, _ query: ListQuery, _ form: FilterForm) throws -> Reply {
    let columns = query.columns.map(\.name)
    guard form.saves else {
      let stored = try session.map { try store.filter(ofSession: $0.id, on: list) } ?? [:]
      return .form(Reply.FormView(fields: columns.map { Reply.Cell($0, stored[$0] ?? "") }))
    }
    let wanted = form.values.filter { columns.contains($0.key) && !$0.value.isEmpty }
    if let session { try store.setFilter(wanted, ofSession: session.id, on: list) }
    return .done()
  }
}
