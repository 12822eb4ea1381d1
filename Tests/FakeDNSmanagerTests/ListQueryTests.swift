import Testing

@testable import FakeDNSmanager

struct ListQueryTests {
  let store: Store

  init() throws {
    store = try Store()
    try store.change { transaction in
      for (index, name) in ["delta", "Alpha", "charlie", "bravo"].enumerated() {
        let account = Account(name: name, level: .admin, password: StoredPassword(stored: ""))
        var stored = try transaction.insert(account)
        stored.isActive = index % 2 == 0
        stored.userLimit = index * 9
        try transaction.update(stored)
      }
    }
  }

  @Test func `a page is a part of the whole list in the order of its key`() throws {
    let list = try page([("p_num", "2"), ("p_cnt", "3")])

    #expect(names(list) == ["delta"])
    #expect(list.total == 4)
    #expect(list.page == 2)
    #expect(list.pageSize == 3)
  }

  static let orders: [([(String, String)], [String])] = [
    ([("p_order", "-name")], ["delta", "charlie", "bravo", "Alpha"]),
    ([("p_order", " userlimit")], ["delta", "Alpha", "charlie", "bravo"]),
    ([("p_order", "-userlimit")], ["bravo", "charlie", "Alpha", "delta"]),
    ([("p_order", "+active")], ["Alpha", "bravo", "charlie", "delta"]),
    ([("p_sort", "active"), ("p_order", "desc")], ["delta", "charlie", "bravo", "Alpha"]),
    ([("p_order", "name; DROP TABLE account")], ["Alpha", "bravo", "charlie", "delta"]),
  ]

  @Test(arguments: orders)
  func `a column sorts by what it holds, numbers as numbers`(
    parameters: [(String, String)], expected: [String]
  ) throws {
    #expect(names(try page(parameters)) == expected)
  }

  static let filters: [([(String, String)], [String])] = [
    ([("filter", "on"), ("name", "ALPHA")], ["Alpha"]),
    ([("filter", "on"), ("active", "on")], ["charlie", "delta"]),
    ([("filter", "on"), ("active", "ON"), ("name", "*")], ["charlie", "delta"]),
    ([("filter", "on"), ("userlimit", "9")], ["Alpha"]),
    ([("filter", "on"), ("name", "alph")], []),
    ([("filter", "on"), ("elid", "Alpha")], ["Alpha", "bravo", "charlie", "delta"]),
    ([("name", "Alpha")], ["Alpha", "bravo", "charlie", "delta"]),
  ]

  @Test(arguments: filters)
  func `a filter keeps the rows with that value`(
    parameters: [(String, String)], expected: [String]
  ) throws {
    let list = try page(parameters)

    #expect(names(list) == expected)
    #expect(list.total == expected.count)
  }

  /// SQLite's statements are kept by their text.
  @Test func `a list asks in the same words for every account`() {
    let questions = [Int64(1), 2].map { id in
      var account = Account(name: "a\(id)", level: .user, password: StoredPassword(stored: ""))
      account.id = id
      let lists: [ListQuery] = [
        .domains(in: .own(id), seenBy: account),
        .sessions(for: account, usedSince: WorldTime(seconds: id)),
        .accounts(.user, for: account, settings: WorldSettings()), .slaveServers(of: account),
        .sharedDomains(of: Namespace(id: id, name: "n\(id).example"), for: account),
      ]
      return lists.map { list in
        list.columns.map(\.sql) + [list.filtered(by: ["curruser": "on"]).tail]
      }
    }

    #expect(questions[0] == questions[1])
  }

  private func page(_ parameters: [(String, String)]) throws -> Reply.List {
    let request = try PageRequest(Form(parameters.map { Form.Pair(name: $0.0, value: $0.1) }))
    let query = ListQuery(
      key: .init("name", "name"),
      columns: [
        .init("name", "name"), .flag("active", "active"), .init("userlimit", "userlimit"),
      ], source: "account")
    return try store.change {
      try $0.page(request, of: query.filtered(by: request.filter ?? [:]))
    }
  }

  private func names(_ list: Reply.List) -> [String] { list.rows.map { $0[0].value } }
}
