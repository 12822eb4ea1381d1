import Testing
import XMLReading

@testable import FakeDNSmanager

struct SlaveServerTests {
  static let address = "https://ns2.example.net:1500/dnsmgr"
  let world: World

  init() throws {
    world = try .furnished()
  }

  @Test func `a slave server is registered, listed, changed and taken off again`() throws {
    #expect(try register(["url": "HTTPS://NS2.Example.Net:1500/dnsmgr/"]) == nil)
    #expect(try world.column("url", of: "slaveserver", as: "provider") == [Self.address])

    let other = "https://[2001:db8::2]:1500/dnsmgr"
    #expect(try register(["elid": Self.address, "url": other, "username": "second"]) == nil)
    #expect(try world.column("url", of: "slaveserver", as: "provider") == [other])
    #expect(try world.column("username", of: "slaveserver", as: "provider") == ["second"])

    #expect(try world.error("slaveserver.delete", ["elid": other], as: "provider") == nil)
    #expect(try world.column("url", of: "slaveserver", as: "provider") == [])
    #expect(try world.error("slaveserver.delete", ["elid": other], as: "provider") == nil)
  }

  @Test func `each reseller has slave servers of his own`() throws {
    #expect(try register([:]) == nil)
    #expect(try register([:]) == "exists/slaveserver")
    #expect(try register([:], as: "provider2") == nil)

    #expect(
      try world.error("slaveserver.delete", ["elid": Self.address], as: "provider2") == nil)
    #expect(try world.column("url", of: "slaveserver", as: "provider") == [Self.address])
    #expect(try register(["elid": Self.address], as: "provider2") == "missed/slaveserver")
    #expect(try world.error("slaveserver", as: "dns117") == "access/slaveserver")
    #expect(
      try world.column("url", of: "slaveserver", ["su": "provider"], as: "root") == [Self.address])
  }

  @Test func `they go when their reseller goes`() throws {
    #expect(try register([:], as: "provider2") == nil)
    #expect(try world.error("reseller.delete", ["elid": "provider2"], as: "root") == nil)

    let snapshot = try world.snapshot()
    #expect(snapshot.rowCounts.first { $0.table == "slaveserver" }?.rows == 0)
  }

  @Test func `the password is shown nowhere`() throws {
    let before = try world.snapshot()
    let secret = "a-very-secret-word"
    let form: KeyValuePairs = [
      "url": Self.address, "username": "far", "password": secret, "sok": "ok",
    ]
    let answer = world.call("slaveserver.edit", form, as: "provider")
    let shown = world.call("slaveserver.edit", ["elid": Self.address], as: "provider")
    let refused = world.call(
      "slaveserver.edit", ["url": "x", "password": "\(secret)\u{1}", "sok": "ok"], as: "provider")
    let snapshot = try world.snapshot()

    let texts = [
      answer.text, shown.text, refused.text, before.changes(to: snapshot).text,
      String(decoding: snapshot.json, as: UTF8.self),
      world.journal.entries.map { "\($0)" }.joined(),
    ]
    #expect(!texts.contains { $0.contains(secret) })
    #expect(try world.column("username", of: "slaveserver", as: "provider") == ["far"])
  }

  static let wrong: [(String, String, String)] = [
    ("url", "", "value/url"), ("url", "ns2.example.net", "value/url"),
    ("url", "ftp://ns2.example.net", "value/url"), ("url", "https://", "value/url"),
    ("url", "https://user:secret@ns2.example.net", "value/url"),
    ("url", "https://ns2.example.net:0/", "value/url"),
    ("url", "https://ns2.example.net:65536/", "value/url"),
    ("url", "https://ns2.example.net/a b", "value/url"),
    ("url", "https://\(String(repeating: "a", count: 255))", "value/url"),
    ("username", "", "value/username"), ("username", "-a", "value/username"),
    ("password", "", "value/password"), ("password", "a\u{1}", "value/password"),
    ("elid", "https://elsewhere.example", "missed/slaveserver"),
  ]

  @Test(arguments: wrong)
  func `what cannot be is refused and changes nothing`(
    field: String, value: String, expected: String
  ) throws {
    var form = ["url": Self.address, "username": "far", "password": "x", "sok": "ok"]
    form[field] = value
    let pairs =
      form.map { ($0.key, $0.value) }
      + [("func", "slaveserver.edit"), ("out", "xml"), ("authinfo", "provider:provider-secret")]
    let before = try world.store.dump()

    let answer = world.answer(PanelRequest(query: pairs.formEncoded))

    #expect(try answer.refusal() == expected)
    #expect(try world.store.dump() == before)
  }

  /// Registers the usual server, but for these fields; returns the refusal.
  private func register(
    _ fields: [String: String], as login: String = "provider"
  ) throws -> String? {
    let usual = ["url": Self.address, "username": "far", "password": "x", "sok": "ok"]
    let pairs =
      usual.merging(fields) { $1 }.map { ($0.key, $0.value) }
      + [
        ("func", "slaveserver.edit"), ("out", "xml"), ("authinfo", "\(login):\(login)-secret"),
      ]
    return try world.answer(PanelRequest(query: pairs.formEncoded)).refusal()
  }
}
