import Testing
import XMLReading

@testable import FakeDNSmanager

/// What the lists of the panel find by the values that they show.
struct ListFilterTests {
  /// The lists, with what they need besides.
  private static let lists: [(String, KeyValuePairs<String, String>, String)] = [
    ("domain", [:], "provider"), ("domain.record", ["elid": "example.com"], "provider"),
    ("user", [:], "root"), ("reseller", [:], "root"), ("admin", [:], "root"),
    ("namespace", [:], "root"), ("ipaddr", [:], "root"), ("session", [:], "root"),
    ("shareddomain", [:], "provider"), ("slaveserver", [:], "provider"),
    ("restrictdomain", [:], "root"), ("problemdomain", [:], "provider"),
  ]

  private let world: World

  init() throws {
    world = try .furnished()
    let limits: KeyValuePairs = ["elid": "provider", "domainlimit": "9", "sok": "ok"]
    let shared: KeyValuePairs = ["name": "shared.example", "domainlimit": "3", "sok": "ok"]
    let slave: KeyValuePairs = [
      "url": "https://ns2.example.net:1500/dnsmgr", "username": "provider", "password": "secret",
      "sok": "ok",
    ]
    _ = try world.signIn("root")
    #expect(try world.error("reseller.edit", limits, as: "root") == nil)
    #expect(try world.error("shareddomain.edit", shared, as: "provider") == nil)
    #expect(try world.error("slaveserver.edit", slave, as: "provider") == nil)
  }

  @Test(arguments: lists)
  func `each row is found by what its columns show`(
    list: String, needed: KeyValuePairs<String, String>, login: String
  ) throws {
    let all = try rows(list, needed.map { ($0.key, $0.value) }, as: login)
    try #require(!all.isEmpty)

    for row in all {
      for (column, value) in row where !value.isEmpty {
        let filter = [("filter", "on"), (column, value)] + needed.map { ($0.key, $0.value) }
        #expect(try rows(list, filter, as: login).contains(row), "\(column)=\(value)")
      }
    }
  }

  /// Reference §1.1 and §5, quirk 17.
  @Test(arguments: [
    "bücher.example", "BÜCHER.example.", "xn--bcher-kva.example.", "XN--bcher-KVA.example",
    "bu\u{308}cher.example",
  ])
  func `a domain is found by its name as it may be written`(name: String) throws {
    try world.makeUser("books", ["namespace": "bücher.example"])
    try world.makeUser("other", ["namespace": "buecher.example"])
    for domain in ["xn--bcher-kva.example", "buecher.example"] { try world.makeZone(domain) }
    for domain in ["bücher.example", "buecher.example"] {
      let shared: KeyValuePairs = ["name": domain, "sok": "ok"]
      #expect(try world.error("shareddomain.edit", shared, as: "provider") == nil)
    }

    for (list, column) in [("domain", "name"), ("shareddomain", "name"), ("user", "namespace")] {
      let found = try rows(list, [("filter", "on"), (column, name)], as: "provider")
      #expect(found.map { $0[column] } == ["xn--bcher-kva.example"], "\(list)")
    }
    let record = [
      ("elid", "bücher.example"), ("filter", "on"), ("rtype", "NS"), ("name", name),
    ]
    #expect(try rows("domain.record", record, as: "provider").count == 2)
  }

  private func rows(
    _ list: String, _ parameters: [(String, String)], as login: String
  ) throws -> [[String: String]] {
    let form =
      [("func", list), ("out", "xml"), ("authinfo", "\(login):\(login)-secret")] + parameters
    let reply = try XMLReply(world.answer(PanelRequest(query: form.formEncoded)).body)
    let count = try reply.strings(at: "/doc/elem").count
    return try (0..<count).map { number in
      let row = "/doc/elem[\(number + 1)]"
      let columns = try reply.strings(at: "\(row)/*").count
      return try (0..<columns).reduce(into: [:]) { cells, column in
        let cell = "\(row)/*[\(column + 1)]"
        cells[try reply.string(at: "name(\(cell))") ?? ""] = try reply.string(at: cell)
      }
    }
  }
}
