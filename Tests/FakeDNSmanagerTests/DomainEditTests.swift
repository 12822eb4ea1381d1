import Testing
import XMLReading

@testable import FakeDNSmanager

struct DomainEditTests {
  let world: World

  init() throws {
    world = try .forTests()
  }

  @Test func `a zone without addresses has its SOA and the two name servers and nothing else`()
    throws
  {
    try world.makeZone("example.com")

    #expect(
      try world.keys(of: "example.com") == [
        "example.com. NS  ns1.company.com.",
        "example.com. NS  ns2.company.com.",
        "example.com. SOA  ns1.company.com. hostmaster.example.com. 2026010100 10800 3600 604800 86400",
      ])
  }

  @Test func `a zone with an address has the records of the template`() throws {
    try world.makeZone("example.com", ip: "192.0.2.5 2001:DB8::5")

    let keys = try world.keys(of: "example.com")
    for host in ["", "www.", "mail.", "ftp.", "smtp.", "pop."] {
      #expect(keys.contains("\(host)example.com. A  192.0.2.5"))
      #expect(keys.contains("\(host)example.com. AAAA  2001:db8::5"))
    }
    #expect(keys.contains("example.com. MX 10 mail.example.com."))
    #expect(keys.contains("example.com. MX 20 mail.example.com."))
    #expect(keys.contains("example.com. TXT  v=spf1 ip4:192.0.2.5 ip6:2001:db8::5 a mx ~all"))
    #expect(keys.count == 18)
    #expect(keys.filter { $0.contains(" NS ") }.count == 2)
  }

  @Test func `a zone names the account's own name servers in place of the namespace's`() throws {
    try world.store.change { store in
      var account = try #require(try store.account(named: "provider"))
      account.nameServers = "a.example.net. b.example.net"
      try store.update(account)
    }
    try world.makeZone("example.com")

    let servers = try world.keys(of: "example.com").filter { $0.contains(" NS ") }
    #expect(servers == ["example.com. NS  a.example.net.", "example.com. NS  b.example.net."])
  }

  @Test func `the list has every column, and none is empty`() throws {
    try world.makeUser("client")
    try world.makeZone("example.com", as: "client")

    let row = try XMLReply(world.call("domain", as: "provider").body)
    let columns = [
      "name": "example.com", "user": "client", "dtype": "master", "active": "on",
      "published": "on", "curruser": "off", "dnssecstatus": "off",
    ]
    for (column, value) in columns {
      #expect(try row.strings(at: "/doc/elem/\(column)") == [value])
    }
    #expect(try world.column("curruser", of: "domain", as: "client") == ["on"])
  }

  @Test(arguments: ["Example.COM.", "example.com"])
  func `a name is taken once in a namespace, in whatever case`(name: String) throws {
    try world.makeZone("example.com")

    let reply = try XMLReply(
      world.call("domain.edit", ["name": name, "sok": "ok"], as: "provider").body)
    #expect(try reply.string(at: "/doc/error/@type") == "exists")
    #expect(try reply.string(at: "/doc/error/@object") == "domain")
    #expect(
      try reply.string(at: "/doc/error/group") == "__object__ with '__value__' already exists")
    #expect(try world.column("name", of: "domain", as: "provider") == ["example.com"])
  }

  @Test func `the same zone exists once in each namespace, and each sees its own`() throws {
    try world.makeUser("alone", ["namespace": "private.net"])
    try world.makeZone("example.com")
    try world.makeZone("example.com", as: "alone")

    #expect(
      try world.keys(of: "example.com", as: "alone").first == "example.com. NS  ns1.private.net.")
    #expect(try world.keys(of: "example.com").first == "example.com. NS  ns1.company.com.")
    #expect(try world.column("user", of: "domain", as: "alone") == ["alone"])
    #expect(try world.column("name", of: "domain", as: "root").count == 2)
  }

  @Test(arguments: [
    "example..com", ".com", "-a.com", "a-.com", "a_b.com", "com", "a b.com", "\u{202E}.com",
    String(repeating: "a", count: 64) + ".com",
  ])
  func `what is no domain name is refused with the product's sentence`(name: String) throws {
    let answer = world.call("domain.edit", ["name": name, "sok": "ok"], as: "provider")

    let reply = try XMLReply(answer.body)
    #expect(try reply.string(at: "/doc/error/@type") == "value")
    #expect(try reply.string(at: "/doc/error/@object") == "name")
    #expect(try reply.string(at: "/doc/error/msg") == "Invalid domain name '\(name)'")
    #expect(try world.column("name", of: "domain", as: "provider") == [])
  }

  @Test(arguments: ["2.0.192.in-addr.arpa", "1.01", "dom--ain.com", "xn--bcher-kva.example"])
  func `reverse zones and unusual names are made`(name: String) throws {
    try world.makeZone(name)
  }

  @Test func `a name in UTF-8 is stored as Punycode and found by either`() throws {
    let reply = try XMLReply(
      world.call("domain.edit", ["name": "Bücher.example", "sok": "ok"], as: "provider").body)

    #expect(try reply.string(at: "/doc/id") == "xn--bcher-kva.example")
    #expect(try world.column("name", of: "domain", as: "provider") == ["xn--bcher-kva.example"])
    #expect(try world.keys(of: "bücher.example").count == 3)
    #expect(
      try world.error(
        "domain.delete", ["elid": "bücher.example", "tconvert": "punycode"], as: "provider") == nil)
    #expect(try world.column("name", of: "domain", as: "provider") == [])
  }

  @Test func `a zone below another user's is refused, below one's own it is made`() throws {
    try world.makeUser("first")
    try world.makeUser("second")
    try world.makeZone("example.com", as: "first")

    let reply = try XMLReply(
      world.call("domain.edit", ["name": "a.b.example.com", "sok": "ok"], as: "second").body)
    #expect(try reply.string(at: "/doc/error/@type") == "access")
    #expect(try reply.string(at: "/doc/error/@object") == "domain")
    #expect(try reply.string(at: "/doc/error/param[@name='value']") == "example.com")
    try world.makeZone("a.b.example.com", as: "first")
    try world.makeZone("notexample.com", as: "second")
  }

  @Test func `the limits of the user and of his reseller are kept`() throws {
    let world = try World.forTests { $0.resellers[0].domainLimit = 2 }
    try world.makeUser("client", ["domainlimit": "1"])
    try world.makeUser("other")
    try world.makeZone("a.com", as: "client")

    let one: KeyValuePairs = ["name": "b.com", "sok": "ok"]
    #expect(try world.error("domain.edit", one, as: "client") == "limit/domainlimit")
    try world.makeZone("c.com", as: "other")
    #expect(try world.error("domain.edit", one, as: "other") == "limit/domainlimit")
    #expect(try world.error("domain.edit", one, as: "provider") == "limit/domainlimit")
    #expect(try world.error("domain.delete", ["elid": "c.com"], as: "other") == nil)
    try world.makeZone("b.com")
  }

  @Test func `a restricted name is refused`() throws {
    var file = WorldFile()
    file.resellers = [.init(name: "provider", password: "provider-secret", namespace: "c.com")]
    file.settings.restrictedNames = ["Google.com"]
    let world = try World(file)

    #expect(
      try world.error("domain.edit", ["name": "google.com", "sok": "ok"], as: "provider")
        == "value/name")
    try world.makeZone("google.example")
  }

  @Test func `clients' habits make a master zone`() throws {
    let habits: [KeyValuePairs<String, String>] = [
      ["name": "a.com", "dtype": "master", "masterip": "192.0.2.1", "sok": "yes"],
      ["name": "b.com", "ip": "", "masterip": "", "elid": "", "plid": "new", "sok": "ok"],
      ["name": "c.com", "master": "", "dnssec": "on", "clicked_button": "ok", "sok": "ok"],
    ]
    for habit in habits { #expect(try world.error("domain.edit", habit, as: "provider") == nil) }

    #expect(
      try world.column("dtype", of: "domain", as: "provider")
        == Array(repeating: "master", count: 3))
    #expect(try world.column("dnssecstatus", of: "domain", as: "provider") == ["off", "off", "on"])
  }

  @Test func `a slave needs a master and has no records to edit`() throws {
    let slave: KeyValuePairs = ["name": "a.com", "dtype": "slave", "sok": "ok"]
    #expect(try world.error("domain.edit", slave, as: "provider") == "value/masterip")
    for (name, field) in [("a.com", "masterip"), ("b.com", "master")] {
      #expect(
        try world.error(
          "domain.edit", ["name": name, "dtype": "slave", field: "192.0.2.1", "sok": "ok"],
          as: "provider") == nil)
    }

    #expect(try world.column("dtype", of: "domain", as: "provider") == ["slave", "slave"])
    #expect(try world.keys(of: "a.com") == [])
    #expect(
      try world.error(
        "domain.record.edit", ["plid": "a.com", "name": "www", "ip": "192.0.2.1", "sok": "ok"],
        as: "provider") == "access/domain")
    #expect(
      try world.error(
        "domain.edit", ["elid": "a.com", "masterip": "x", "sok": "ok"], as: "provider")
        == "value/masterip")
  }

  @Test func `a change keeps what it does not name and moves the serial on`() throws {
    try world.makeZone("example.com")
    #expect(
      try world.error(
        "domain.edit", ["elid": "example.com", "email": "a.b@example.net", "sok": "ok"],
        as: "provider") == nil)

    let authority = try world.keys(of: "example.com").last
    #expect(authority?.contains(" ns1.company.com. a\\.b.example.net. 2026010101 ") == true)
    #expect(
      try world.field("email", of: "domain.edit", ["elid": "EXAMPLE.com."]) == "a.b@example.net")
    #expect(try world.field("dnssec", of: "domain.edit", ["elid": "example.com"]) == "off")
    world.clock.step(by: 86_400)
    _ = world.call(
      "domain.edit", ["elid": "example.com", "dnssec": "on", "sok": "ok"], as: "provider")
    #expect(try world.keys(of: "example.com").last?.contains(" 2026010200 ") == true)
  }

  @Test func `deleting passes over what is not there and takes several`() throws {
    for name in ["a.com", "b.com", "c.com"] { try world.makeZone(name) }

    let answer = world.call("domain.delete", ["elid": "a.com, gone.com, C.com."], as: "provider")
    #expect(try XMLReply(answer.body).strings(at: "/doc/ok").count == 1)
    #expect(try world.column("name", of: "domain", as: "provider") == ["b.com"])
    try world.makeZone("a.com")
  }

  @Test func `nobody reaches another's zone`() throws {
    try world.makeUser("first")
    try world.makeUser("second")
    try world.makeZone("example.com", as: "first")

    #expect(try world.column("name", of: "domain", as: "second") == [])
    #expect(
      try world.error("domain.edit", ["elid": "example.com"], as: "second") == "missed/domain")
    #expect(
      try world.error("domain.record", ["elid": "example.com"], as: "second") == "missed/domain")
    #expect(
      try world.error("domain.delete", ["elid": "example.com"], as: "second") == "access/domain")
    #expect(try world.column("name", of: "domain", as: "first") == ["example.com"])
  }

  @Test func `the zones of a suspended user stay in the list and are not active`() throws {
    try world.makeUser("client")
    try world.makeZone("a.com", as: "client")
    try world.makeZone("b.com")
    _ = world.call("user.suspend", ["elid": "client"], as: "provider")

    #expect(try world.column("active", of: "domain", as: "provider") == ["off", "on"])
  }

  @Test func `an administrator needs a namespace for a zone`() throws {
    #expect(
      try world.error("domain.edit", ["name": "a.com", "sok": "ok"], as: "root")
        == "value/namespace_id")
    let id = try #require(
      try world.store.change { try $0.namespace(named: "company.com")?.id })
    #expect(
      try world.error(
        "domain.edit", ["name": "a.com", "namespace_id": "\(id)", "sok": "ok"], as: "root") == nil)
    #expect(
      try world.error(
        "domain.edit", ["name": "b.com", "namespace_id": "999", "sok": "ok"], as: "root")
        == "missed/namespace")
    #expect(
      try world.error("domain.edit", ["name": "a.com", "sok": "ok"], as: "provider")
        == "exists/domain")
  }

  @Test func `a world file's domains are there`() throws {
    var zone = WorldFile.Domain(name: "example.com")
    zone.addresses = ["192.0.2.1"]
    let world = try World.forTests { $0.resellers[0].domains = [zone] }

    #expect(try world.keys(of: "example.com").contains("www.example.com. A  192.0.2.1"))
    zone.addresses = ["192.0.2"]
    #expect(throws: PanelError.value("192.0.2", of: "addresses", expected: "")) {
      try World.forTests { $0.resellers[0].domains = [zone] }
    }
  }

  @Test func `a zone starts with at most 100 addresses`() throws {
    let addresses = (0...100).map { "10.0.0.\($0)" }
    func make(_ count: Int) throws -> String? {
      let ip = addresses.prefix(count).joined(separator: " ")
      return try world.error(
        "domain.edit", ["name": "n\(count).example", "ip": ip, "sok": "ok"], as: "provider")
    }

    #expect(try make(101) == "value/ip")
    #expect(try make(100) == nil)
    let keys = try world.keys(of: "n100.example")
    #expect(keys.contains { $0.contains(" TXT  v=spf1 ip4:10.0.0.0 ") })
  }

  @Test func `the mutant names one server only`() throws {
    let world = try World.forTests(mutants: [.omitsSecondNameServer])
    try world.makeZone("example.com")

    let servers = try world.keys(of: "example.com").filter { $0.contains(" NS ") }
    #expect(servers == ["example.com. NS  ns1.company.com."])
  }

  @Test func `the mutant shows everyone every domain`() throws {
    let world = try World.forTests(mutants: [.showsForeignDomains])
    try world.makeUser("client")
    try world.makeZone("example.com")

    #expect(try world.column("name", of: "domain", as: "client") == ["example.com"])
  }
}
