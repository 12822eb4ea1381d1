import Testing
import XMLReading

@testable import FakeDNSmanager

struct DNSParametersTests {
  let world: World

  init() throws {
    world = try .forTests { $0.resellers[0].users = [.init(name: "dns1", password: "dns1-secret")] }
    try makeDomain("old.example")
  }

  @Test func `the form shows what new zones start with`() throws {
    let form = try XMLReply(world.call("dnsparam", as: "dns1").body)

    #expect(try form.string(at: "/doc/dnsns") == "ns1.company.com. ns2.company.com.")
    #expect(try form.string(at: "/doc/mailservers") == "10 mail, 20 mail")
    #expect(try form.string(at: "/doc/subdomains") == "www mail ftp smtp pop")
  }

  @Test func `new zones start with what was saved, old ones stay`() throws {
    let before = try keys("old.example")
    #expect(try world.error("dnsparam", settings, as: "dns1") == nil)

    try makeDomain("new.example")

    #expect(try keys("old.example") == before)
    #expect(
      try keys("new.example").filter { !$0.contains("TXT") && !$0.contains("SOA") } == [
        "new.example. A  192.0.2.5", "new.example. MX 5 mx.b.example.",
        "new.example. NS  ns.a.example.", "shop.new.example. A  192.0.2.5",
      ])
    #expect(try soa("new.example").hasPrefix("ns.a.example. box.a.example. "))
  }

  @Test func `applied to existing zones, the settings replace theirs and keep the rest`() throws {
    let serial = try soa("old.example").split(separator: " ")[2]
    let parameters: KeyValuePairs = [
      "dnsns": "ns.a.example", "mailservers": "5 mx.b.example.", "subdomains": "shop www",
      "email": "box@a.example", "applyexisting": "on", "sok": "ok",
    ]
    #expect(try world.error("dnsparam", parameters, as: "dns1") == nil)

    let keys = try keys("old.example")
    #expect(keys.filter { $0.contains(" NS ") } == ["old.example. NS  ns.a.example."])
    #expect(keys.filter { $0.contains(" MX ") } == ["old.example. MX 5 mx.b.example."])
    #expect(keys.contains("shop.old.example. A  192.0.2.5"))
    #expect(keys.contains("ftp.old.example. A  192.0.2.5"))
    #expect(try soa("old.example").hasPrefix("ns.a.example. box.a.example. "))
    #expect(try soa("old.example").split(separator: " ")[2] > serial)
  }

  @Test func `an emptied field is the default again`() throws {
    #expect(try world.error("dnsparam", settings, as: "dns1") == nil)
    #expect(try world.error("dnsparam", ["dnsns": "", "sok": "ok"], as: "dns1") == nil)

    let form = try XMLReply(world.call("dnsparam", as: "dns1").body)
    #expect(try form.string(at: "/doc/dnsns") == "ns1.company.com. ns2.company.com.")
    #expect(try form.string(at: "/doc/subdomains") == "shop")
  }

  static let repeated: [KeyValuePairs<String, String>] = [
    ["subdomains": "www WWW"], ["mailservers": "10 mail, 10 Mail"],
    ["dnsns": "ns1.a.example. ns1.a.example"], ["mailservers": "10 mail, 10 mail.new.example."],
    ["mailservers": "10 mail, 10 mail.old.example."],
  ]

  @Test(arguments: repeated)
  func `what is named twice is there once, in zones that are made and in those that were`(
    settings: KeyValuePairs<String, String>
  ) throws {
    let form = settings.map { ($0.key, $0.value) } + [("applyexisting", "on"), ("sok", "ok")]
    let call = [("func", "dnsparam"), ("out", "xml"), ("authinfo", "dns1:dns1-secret")]
    #expect(try world.answer(PanelRequest(query: (call + form).formEncoded)).refusal() == nil)

    try makeDomain("new.example")

    for zone in ["old.example", "new.example"] {
      let keys = try keys(zone)
      #expect(Set(keys).count == keys.count)
      #expect(keys.contains { $0.contains(" MX ") } && keys.contains { $0.contains(" NS ") })
    }
  }

  @Test func `what is named twice is shown once`() throws {
    let settings: KeyValuePairs = [
      "subdomains": "www shop WWW", "mailservers": "10 mail, 20 mail, 10 Mail",
      "dnsns": "ns1.a.example. ns2.a.example NS1.a.example", "sok": "ok",
    ]
    #expect(try world.error("dnsparam", settings, as: "dns1") == nil)

    let form = try XMLReply(world.call("dnsparam", as: "dns1").body)
    #expect(try form.string(at: "/doc/subdomains") == "www shop")
    #expect(try form.string(at: "/doc/mailservers") == "10 mail, 20 mail")
    #expect(try form.string(at: "/doc/dnsns") == "ns1.a.example. ns2.a.example.")
  }

  static let unusable: [(KeyValuePairs<String, String>, String)] = [
    (["email": "nobody", "sok": "ok"], "value/email"),
    (["dnsns": "ns1.a.example. ns2", "sok": "ok"], "value/dnsns"),
    (["mailservers": "mail", "sok": "ok"], "value/mailservers"),
    (["mailservers": "70000 mail", "sok": "ok"], "value/mailservers"),
    (["mailservers": "+10 mail", "sok": "ok"], "value/mailservers"),
    (["mailservers": "10 mail,, 20 a b", "sok": "ok"], "value/mailservers"),
    (["subdomains": "www a..b", "sok": "ok"], "value/subdomains"),
    (["allowtransfer": "everybody", "sok": "ok"], "value/allowtransfer"),
    (["applyexisting": "perhaps", "sok": "ok"], "value/applyexisting"),
  ]

  @Test(arguments: unusable)
  func `what cannot be is refused`(
    parameters: KeyValuePairs<String, String>, expected: String
  ) throws {
    #expect(try world.error("dnsparam", parameters, as: "dns1") == expected)
  }

  private let settings: KeyValuePairs = [
    "dnsns": "ns.a.example", "mailservers": "5 mx.b.example.", "subdomains": "shop",
    "email": "box@a.example", "allowtransfer": "127.0.0.1", "sok": "ok",
  ]

  private func makeDomain(_ name: String) throws {
    let form: KeyValuePairs = ["name": name, "ip": "192.0.2.5", "sok": "ok"]
    #expect(try world.error("domain.edit", form, as: "dns1") == nil)
  }

  private func keys(_ zone: String) throws -> [String] {
    try world.keys(of: zone, as: "dns1").sorted()
  }

  private func soa(_ zone: String) throws -> String {
    let reply = try XMLReply(world.call("domain.record", ["elid": zone], as: "dns1").body)
    return try #require(try reply.string(at: "/doc/elem[rtype='SOA']/value"))
  }
}
