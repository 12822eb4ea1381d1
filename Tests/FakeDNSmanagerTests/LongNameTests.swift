import DNSWire
import Testing

@testable import FakeDNSmanager

/// What the panel takes the name server can serve: names of 253 octets, labels of 63 (RFC 1035, section 2.3.4).
struct LongNameTests {
  private let world: World

  init() throws {
    world = try .forTests()
  }

  @Test func `a mailbox is at most a label before its domain, and a name with it`() throws {
    let local = String(repeating: "a", count: 63)
    #expect(try make("m64.example", ["email": "a\(local)@x.example"]) == "value/email")
    #expect(try make("all.example", ["email": "ab@\(name(252))"]) == "value/email")

    #expect(try make("m63.example", ["email": "\(local)@x.example"]) == nil)
    #expect(try make("whole.example", ["email": "a@\(name(251))"]) == nil)

    for zone in ["m63.example", "whole.example"] {
      #expect(try world.code(zone, .soa) == "NOERROR", "\(zone)")
    }
  }

  @Test func `a zone whose default mailbox would be too long needs another one`() throws {
    #expect(try make(name(243)) == "value/name")
    #expect(try make(name(253)) == "value/name")

    #expect(try make(name(242)) == nil)
    #expect(try make(name(253), ["email": "a@x.example"]) == nil)

    for zone in [name(242), name(253)] { #expect(try world.code(zone, .soa) == "NOERROR") }
  }

  @Test func `a slave zone of the longest name needs no mailbox`() throws {
    #expect(try make(name(253), ["dtype": "slave", "masterip": "192.0.2.1"]) == nil)
  }

  @Test(arguments: [248, 252, 253])
  func `a zone has the automatic records that fit in front of its name`(length: Int) throws {
    let zone = name(length)
    let fields: KeyValuePairs = ["ip": "192.0.2.5", "email": "a@x.example"]

    #expect(try make(zone, fields) == nil)

    #expect(try world.resolve(zone) == ["192.0.2.5"])
    // What the zone has is what is served: `smtp.` and `mail.` fit in front of 248 octets.
    #expect(try world.keys(of: zone).contains("smtp.\(zone). A  192.0.2.5") == (length == 248))
    #expect(try world.resolve(zone, .mx).count == (length == 248 ? 2 : 0))
    #expect(try world.keys(of: zone).count == (length == 248 ? 12 : 5))
  }

  @Test(arguments: ["reseller.edit", "user.edit"])
  func `ns1 and ns2 fit in front of a namespace's name`(function: String) throws {
    #expect(
      try world.error(function, account("long", in: name(250)), as: "root") == "value/namespace")

    #expect(try world.error(function, account("fits", in: name(249)), as: "root") == nil)

    let address = try #require(try world.nameServerAddresses()[name(249)]?.first)
    #expect(try world.resolve("ns1.\(name(249))", at: address) == [address])
    try world.makeZone("example.net", ip: "192.0.2.5", as: "fits")
    #expect(try world.resolve("example.net", .ns, at: address).count == 2)
  }

  @Test func `a namespace gets no name that its name servers cannot have`() throws {
    let create: KeyValuePairs = ["name": name(250), "sok": "ok"]
    #expect(try world.error("namespace.edit", create, as: "root") == "value/name")
    let rename: KeyValuePairs = ["elid": "company.com", "name": name(250), "sok": "ok"]
    #expect(try world.error("namespace.edit", rename, as: "root") == "value/name")
    #expect(throws: PanelError.value(name(250), of: "namespace", expected: "")) {
      try World.forTests { $0.resellers[0].namespace = name(250) }
    }
  }

  private func make(
    _ name: String, _ fields: KeyValuePairs<String, String> = [:]
  ) throws -> String? {
    let pairs = [("func", "domain.edit"), ("out", "xml"), ("name", name), ("sok", "ok")]
    let authinfo = [("authinfo", "provider:provider-secret")]
    let form = pairs + authinfo + fields.map { ($0.key, $0.value) }
    return try world.answer(PanelRequest(query: form.formEncoded)).refusal()
  }

  private func account(_ name: String, in namespace: String) -> KeyValuePairs<String, String> {
    ["name": name, "passwd": "\(name)-secret", "namespace": namespace, "sok": "ok"]
  }

  /// A name of so many octets.
  private func name(_ length: Int) -> String {
    let labels = Array(repeating: String(repeating: "x", count: 61), count: 4)
    return String(labels.joined(separator: ".").suffix(length - 8)) + ".example"
  }
}
