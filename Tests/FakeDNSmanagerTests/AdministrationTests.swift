import Testing
import XMLReading

@testable import FakeDNSmanager

struct AdministrationTests {
  let world: World

  init() throws {
    world = try .forTests { file in
      file.settings.addressPool = ["127.53.0.1-127.53.0.4"]
      file.resellers[0].users = [.init(name: "dns1", password: "dns1-secret")]
    }
  }

  @Test func `administrators make and delete each other, never the last one`() throws {
    #expect(try world.error("admin.edit", .new("second"), as: "root") == nil)
    #expect(try column("name", of: "admin") == ["root", "second"])
    #expect(try world.error("reseller", as: "second") == nil)

    #expect(try world.error("admin.delete", ["elid": "second"], as: "second") == "access/admin")
    #expect(try world.error("admin.delete", ["elid": "root"], as: "second") == nil)
    #expect(try world.error("whoami", as: "root") == "auth/badpassword")
    #expect(try world.error("admin.edit", .new("third"), as: "provider") == "access/admin.edit")
  }

  @Test func `another administrator's password changes`() throws {
    #expect(try world.error("admin.edit", .new("second"), as: "root") == nil)
    let change: KeyValuePairs = ["elid": "root", "passwd": "new", "sok": "ok"]

    #expect(try world.error("admin.edit", change, as: "second") == nil)

    #expect(try world.error("whoami", as: "root") == "auth/badpassword")
    #expect(try world.error("admin.edit", ["elid": "provider"], as: "second") == "missed/admin")
  }

  @Test func `namespaces are listed with their addresses and accounts`() throws {
    try world.makeUser("dns2", ["namespace": "brand.example"])

    let reply = try XMLReply(world.call("namespace", as: "root").body)

    #expect(try reply.strings(at: "/doc/elem/name") == ["brand.example", "company.com"])
    #expect(try reply.strings(at: "/doc/elem/ip") == ["127.53.0.3", "127.53.0.1"])
    #expect(try reply.string(at: "/doc/elem[name='company.com']/ip2") == "127.53.0.2")
    #expect(try reply.strings(at: "/doc/elem/users") == ["1", "2"])
    #expect(
      try column("name", of: "ipaddr") == ["127.53.0.1", "127.53.0.2", "127.53.0.3"])
    #expect(try world.error("namespace", as: "provider") == "access/namespace")
  }

  @Test func `a new namespace waits for the account that names it`() throws {
    let create: KeyValuePairs = ["name": "brand.example", "ip": "127.53.0.4", "sok": "ok"]
    #expect(try world.error("namespace.edit", create, as: "root") == nil)
    #expect(try world.error("namespace.edit", create, as: "root") == "exists/namespace")

    try world.makeUser("solo", ["namespace": "brand.example"], as: "root")
    let second: KeyValuePairs = [
      "name": "duo", "passwd": "x", "namespace": "brand.example", "sok": "ok",
    ]
    #expect(try world.error("user.edit", second, as: "root") == "exists/namespace")
    #expect(try ip(of: "brand.example") == "127.53.0.4")
  }

  @Test func `a namespace gets another name and other addresses`() throws {
    let change: KeyValuePairs = [
      "elid": "company.com", "name": "firm.example", "ip": "127.53.0.4 127.53.0.1", "sok": "ok",
    ]
    #expect(try world.error("namespace.edit", change, as: "root") == nil)

    let form = try XMLReply(world.call("namespace.edit", ["elid": "firm.example"], as: "root").body)
    #expect(try form.string(at: "/doc/ip") == "127.53.0.4 127.53.0.1")
    #expect(try world.row("user", "dns1")["namespace"] == "firm.example")
  }

  @Test func `an address that is given is taken and no other one`() throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.0.1-127.53.0.3"] }
    let one: KeyValuePairs = [
      "name": "one.example", "ip": "127.53.0.3", "twoip": "on", "sok": "ok",
    ]
    let two: KeyValuePairs = ["name": "two.example", "ip": "127.53.0.3", "sok": "ok"]

    #expect(try world.error("namespace.edit", one, as: "root") == nil)
    #expect(try world.error("namespace.edit", two, as: "root") == "exists/ip")

    #expect(
      try world.nameServerAddresses()
        == ["company.com": ["127.53.0.1", "127.53.0.2"], "one.example": ["127.53.0.3"]])
    let three: KeyValuePairs = ["name": "three.example", "sok": "ok"]
    #expect(try world.error("namespace.edit", three, as: "root") == "limit/ip")
  }

  @Test(arguments: ["bücher.example", "Bücher.example.", "XN--bcher-kva.EXAMPLE."])
  func `a namespace is found by its name in whatever form`(key: String) throws {
    func addBooks() throws {
      let create: KeyValuePairs = ["name": "bücher.example", "sok": "ok"]
      #expect(try world.error("namespace.edit", create, as: "root") == nil)
    }
    try addBooks()
    #expect(try world.error("namespace.edit", ["elid": key], as: "root") == nil)
    #expect(
      try world.error(
        "namespace.edit", ["elid": key, "ip": "127.53.0.4", "sok": "ok"], as: "root") == nil)
    #expect(try ip(of: "xn--bcher-kva.example") == "127.53.0.4")

    #expect(try world.error("namespace.delete", ["elid": key], as: "root") == nil)
    #expect(try column("name", of: "namespace") == ["company.com"])
  }

  static let refusals: [(KeyValuePairs<String, String>, String)] = [
    (["elid": "brand.example", "ip": "127.53.0.1", "sok": "ok"], "exists/ip"),
    (["elid": "brand.example", "ip": "127.53.0.9", "sok": "ok"], "value/ip"),
    (["elid": "brand.example", "ip": "::1", "sok": "ok"], "value/ip"),
    (
      ["elid": "brand.example", "ip": "127.53.0.3 127.53.0.4 127.53.0.1", "sok": "ok"],
      "value/ip"
    ),
    (["elid": "brand.example", "ip": "127.53.0.4 127.53.0.4", "sok": "ok"], "value/ip"),
    (["elid": "brand.example", "name": "company.com", "sok": "ok"], "exists/namespace"),
    (["elid": "nowhere.example", "sok": "ok"], "missed/namespace"),
    (["elid": "nowhere.example"], "missed/namespace"),
    (["name": "one-label", "sok": "ok"], "value/name"),
    (["sok": "ok"], "value/name"),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused and changes nothing`(
    parameters: KeyValuePairs<String, String>, expected: String
  ) throws {
    try world.makeUser("dns2", ["namespace": "brand.example"])
    let before = world.call("namespace", as: "root").text

    #expect(try world.error("namespace.edit", parameters, as: "root") == expected)
    #expect(world.call("namespace", as: "root").text == before)
  }

  @Test func `a namespace in use stays`() throws {
    #expect(
      try world.error("namespace.edit", ["name": "a.example", "sok": "ok"], as: "root") == nil)

    #expect(
      try world.error("namespace.delete", ["elid": "a.example, company.com"], as: "root")
        == "access/namespace")
    #expect(try column("name", of: "namespace") == ["a.example", "company.com"])
    #expect(
      try world.error("namespace.delete", ["elid": "a.example, b.example"], as: "root") == nil)
    #expect(try column("name", of: "namespace") == ["company.com"])
  }

  @Test func `settings and licence can be read by administrators`() throws {
    let text = world.call("paramlist", as: "root", out: "JSONdata").text

    #expect(text.contains("{\"DefViewUsable\":\"no\"}"))
    #expect(try world.error("license.info", as: "root") == nil)
    #expect(try world.error("paramlist", as: "provider") == "access/paramlist")
  }

  private func column(_ name: String, of list: String) throws -> [String] {
    try XMLReply(world.call(list, as: "root").body).strings(at: "/doc/elem/\(name)")
  }

  private func ip(of namespace: String) throws -> String? {
    let reply = try XMLReply(world.call("namespace", as: "root").body)
    return try reply.string(at: "/doc/elem[name='\(namespace)']/ip")
  }
}
