extension Transaction {
  /// The filter that a session has set on a list: column names with the values wanted.
  func filter(ofSession id: String, on list: String) throws -> [String: String] {
    let pairs = try all(
      "SELECT column, value FROM filter WHERE session = ? AND list = ?", [.text(id), .text(list)]
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(pairs) { $1 }
  }

  /// Sets the filter of a session on a list in place of the one before; an empty one shows all.
  func setFilter(_ filter: [String: String], ofSession id: String, on list: String) throws {
    try run(
      "DELETE FROM filter WHERE session = ? AND list = ?", [.text(id), .text(list)], .nothing)
    for (column, value) in filter.sorted(by: { $0.key < $1.key }) {
      try run(
        "INSERT INTO filter (session, list, column, value) VALUES (?, ?, ?, ?)",
        [.text(id), .text(list), .text(column), .text(value)], .nothing)
    }
  }
}
