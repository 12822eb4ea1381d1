internal import LocalAPI

extension ControlPort {
  /// What a world holds, for who waits for something to be there.
  static let contents: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/domains",
      summary: "The domains of a world, of all accounts and namespaces",
      parameters: [
        Parameter(name: "name", kind: .text, summary: "Domains of this name"),
        Parameter(name: "limit", kind: .integer(1...1_000), summary: "How many at most; 100"),
      ],
      gives: .list(.domain),
      perform: { call in
        let limit = try call.integer("limit", in: 1...1_000) ?? 100
        let name = try call.domainName("name")
        return try .json(
          try call.world.store.change { try $0.domainLines(name, limit: limit) })
      }),
    ControlRoute(
      method: .get, path: "/worlds/{world}/accounts", summary: "The accounts of a world",
      parameters: [
        Parameter(name: "name", kind: .text, summary: "The account with this login"),
        Parameter(name: "limit", kind: .integer(1...1_000), summary: "How many at most; 100"),
      ],
      gives: .list(.account),
      perform: { call in
        let limit = try call.integer("limit", in: 1...1_000) ?? 100
        return try .json(
          try call.world.store.change { try $0.accountLines(call.query["name"], limit: limit) })
      }),
  ]
}

extension ControlCall {
  /// A domain name of the query, written in any way that the panel takes.
  fileprivate func domainName(_ field: String) throws(ControlError) -> DomainName? {
    guard let text = query[field] else { return nil }
    guard let name = DomainName(formValue: text) else {
      // 422, as with a body: the document tells no pattern of all that the panel takes for a name.
      throw ControlError(
        status: 422, field: field, value: text, "must be \(DomainName.formDescription)")
    }
    return name
  }
}

/// A domain, seen from outside.
struct DomainLine: Codable, Equatable {
  let name: String
  let owner: String
  let namespace: String
  /// `master` or `slave`.
  let type: String
  /// Whether the domain itself is not suspended.
  let active: Bool
}

/// An account, seen from outside.
struct AccountLine: Codable, Equatable {
  let name: String
  /// The panel's number (reference §1.3).
  let level: Int
  /// The reseller above; absent where an administrator made the account.
  let parent: String?
  /// Absent for administrators.
  let namespace: String?
  /// Whether the account itself is not suspended.
  let active: Bool
}
