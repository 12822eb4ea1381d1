import Testing
import XMLReading

@testable import FakeDNSmanager

/// Lists that are too long to be read whole for a page of theirs.
struct LongListTests {
  let world: World
  private let users = ["u1", "u2", "u3"]

  /// 900 domains of a reseller's users among 1,000.
  init() throws {
    world = try .forTests()
    for user in users { try world.makeUser(user) }
    try world.store.change { store in
      let provider = try #require(try store.account(named: "provider"))
      let stranger = try store.insert(
        Account(
          name: "stranger", level: .user, password: StoredPassword(stored: ""),
          namespaceID: provider.namespaceID))
      let owners = try users.map { try #require(try store.account(named: $0)) }
      for number in 0..<1_000 {
        let owner = number % 10 == 0 ? stranger : owners[number % 3]
        // In no order of their making.
        _ = try store.insert(
          Domain(
            name: "z\(number * 7_919 % 1_000 + 1_000).example", ownerID: owner.id,
            namespaceID: try #require(provider.namespaceID), kind: .master,
            email: "root@example.com", serial: 1), at: WorldTime.standard)
      }
    }
  }

  /// The first pages walk along the names, the last ones are sorted.
  @Test(arguments: ["name", "-name", "user", "-status"])
  func `the pages of a reseller's list are the whole list`(order: String) throws {
    let whole = try page(["p_order": order])
    #expect(whole.count == 900)
    #expect(Set(whole).count == 900)
    if order == "name" { #expect(whole == whole.sorted()) }

    var pages: [String] = []
    for number in 1...92 {
      pages += try page(["p_order": order, "p_cnt": "10", "p_num": "\(number)"])
    }
    #expect(pages == whole)
  }

  /// Namespaces may hold the same names; whichever way leads to a page, it shows them in one order.
  @Test(arguments: ["name", "-name", "user", "-dtype", "curruser"])
  func `pages of every size join to the whole list where names are the same`(order: String) throws {
    let world = try World.forTests()
    let users = ["u4", "u2", "u5", "u1", "u3"]
    for user in users { try world.makeUser(user, ["namespace": "\(user).example"]) }
    for user in ["u3", "u1", "u5"] { try world.makeZone("same.example", as: user) }
    try world.makeZone("other.example", as: "u2")
    for user in ["u4", "u2"] { try world.makeZone("same.example", as: user) }
    func page(_ size: Int, _ number: Int) throws -> [String] {
      let reply = try XMLReply(
        world.call(
          "domain", ["p_order": order, "p_cnt": "\(size)", "p_num": "\(number)"], as: "provider"
        ).body)
      return zip(
        try reply.strings(at: "/doc/elem/name"), try reply.strings(at: "/doc/elem/user")
      ).map { "\($0) \($1)" }
    }

    let whole = try page(100, 1)
    #expect(Set(whole).count == 6)
    for size in 1...6 {
      #expect(try (1...6).flatMap { try page(size, $0) } == whole, "\(size)")
    }
  }

  @Test func `a filter chooses from all of them`() throws {
    let mine = try page(["filter": "on", "user": "u2", "p_cnt": "1000"])
    #expect(try page(["filter": "on", "user": "u2", "p_cnt": "10"]) == Array(mine.prefix(10)))
    #expect(try total(["filter": "on", "user": "u2", "p_cnt": "10"]) == mine.count)
    #expect(try total(["filter": "on", "active": "on", "p_cnt": "10"]) == 900)
    #expect(try total(["filter": "on", "active": "off", "p_cnt": "10"]) == 0)
    #expect(try page(["filter": "on", "name": "z1001.example", "p_cnt": "10"]).count <= 1)
  }

  @Test func `the number of rows follows each change`() throws {
    #expect(try total(["p_cnt": "10"]) == 900)
    try world.makeZone("new.com", as: "u1")
    #expect(try total(["p_cnt": "10"]) == 901)
    #expect(
      try world.error("domain.edit", ["name": "new.com", "sok": "ok"], as: "u1") == "exists/domain")
    #expect(try total(["p_cnt": "10"]) == 901)
    #expect(try world.error("domain.delete", ["elid": "new.com"], as: "provider") == nil)
    #expect(try total(["p_cnt": "10"]) == 900)
    #expect(try world.error("user.suspend", ["elid": "u1"], as: "provider") == nil)
    let own = try total(["filter": "on", "user": "u1", "p_cnt": "10"])
    #expect(try total(["filter": "on", "active": "off", "p_cnt": "10"]) == own)
    #expect(try world.error("user.delete", ["elid": "u1"], as: "provider") == nil)
    #expect(try total(["p_cnt": "10"]) == 900 - own)
    #expect(try total(["p_cnt": "10"], as: "u2") < 900 - own)
  }

  @Test func `a fork counts for itself`() throws {
    #expect(try total(["p_cnt": "10"]) == 900)
    let fork = try world.fork()
    #expect(try world.error("user.delete", ["elid": "u1"], as: "provider") == nil)
    let reply = fork.call("domain", ["p_cnt": "10"], as: "provider")
    #expect(String(decoding: reply.body, as: UTF8.self).contains("<p_elems>900</p_elems>"))
  }

  private func page(_ parameters: KeyValuePairs<String, String>) throws -> [String] {
    try world.column("name", of: "domain", parameters, as: "provider")
  }

  private func total(
    _ parameters: KeyValuePairs<String, String>, as login: String = "provider"
  ) throws -> Int {
    let body = String(decoding: world.call("domain", parameters, as: login).body, as: UTF8.self)
    let found = try #require(body.firstMatch(of: #/<p_elems>(\d+)</p_elems>/#), "\(body)")
    return try #require(Int(found.1))
  }
}
