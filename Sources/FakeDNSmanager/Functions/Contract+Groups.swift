extension Contract {
  /// The contract of a group operation: one call for several rows of a list, named by their keys.
  static func group(
    _ name: String, _ summary: String, _ key: Field, access: Access, refusals: [Refusal] = [],
    evidence: Evidence
  ) -> Self {
    Self(
      name: name, summary: summary, access: access, effect: .changes, fields: [key],
      refusals: refusals, evidence: evidence)
  }

  /// The contract of `X.filter`, which shows or sets what the session's list X holds.
  ///
  /// `columns` are the columns that clients filter by; any other can be given too.
  static func filter(
    _ list: String, of rows: String, access: Access, columns: [Field], evidence: Evidence
  ) -> Self {
    Self(
      name: "\(list).filter",
      summary: "Shows or sets which \(rows) the session's list holds; any column can be given.",
      access: access, effect: .changes, showsForm: true,
      fields: [.optional("sok", "any text: set, and not only show", example: "ok")]
        + columns.map {
          .optional($0.name, "\($0.meaning); `*` or nothing is any", example: $0.example)
        },
      evidence: evidence)
  }
}

extension [Contract.Field] {
  /// The columns that lists of accounts are filtered by.
  static func accountColumns(example: String) -> Self {
    [
      .optional("name", "login", example: example),
      .optional("active", "`on` or `off`", example: "on"),
    ]
  }

  /// The columns that lists of domains are filtered by, with one of the list's own.
  static func domainColumns(_ column: Contract.Field) -> Self {
    [
      .optional("name", "name", example: "example.com"),
      .optional("user", "login of the owner", example: "dns117"), column,
    ]
  }
}
