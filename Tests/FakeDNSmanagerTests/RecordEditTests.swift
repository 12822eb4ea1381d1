import Testing
import XMLReading

@testable import FakeDNSmanager

struct RecordEditTests {
  let world: World

  init() throws {
    world = try .forTests()
    try world.makeZone("example.com")
  }

  /// The parameters of a save, beside `plid` and `sok`, and the key that it must give.
  static let saves: [(KeyValuePairs<String, String>, String)] = [
    (["name": "www", "ip": "192.0.2.5"], "www.example.com. A  192.0.2.5"),
    (["name": "@", "rtype": "A", "value": "192.0.2.5"], "example.com. A  192.0.2.5"),
    (["name": "example.com", "ip": "192.0.2.5"], "example.com.example.com. A  192.0.2.5"),
    (["name": "WWW.Example.com.", "ip": "192.0.2.5"], "www.example.com. A  192.0.2.5"),
    (["name": "*", "ip": "192.0.2.5"], "*.example.com. A  192.0.2.5"),
    (
      ["name": "www", "rtype": "aaaa", "ip": "2001:DB8:0:0::1"],
      "www.example.com. AAAA  2001:db8::1"
    ),
    (
      ["name": "www", "rtype": "cname", "domain": "host.example.net."],
      "www.example.com. CNAME  host.example.net."
    ),
    (
      ["name": "www", "rtype": "cname", "value": "host"],
      "www.example.com. CNAME  host.example.com."
    ),
    (["name": "@", "rtype": "ns", "ip": "ns3.example.net."], "example.com. NS  ns3.example.net."),
    (
      ["name": "@", "rtype": "mx", "domain": "mail", "priority": "20"],
      "example.com. MX 20 mail.example.com."
    ),
    (["name": "@", "rtype": "mx", "domain": "mail"], "example.com. MX 10 mail.example.com."),
    (
      [
        "name": "_sip._tcp", "rtype": "srv", "srvdomain": "sip", "priority": "1", "weight": "2",
        "port": "5060",
      ], "_sip._tcp.example.com. SRV 1 sip.example.com."
    ),
    (
      ["name": "_acme-challenge", "rtype": "txt", "value": "abc", "ip": "junk", "caa_flags": "x"],
      "_acme-challenge.example.com. TXT  abc"
    ),
    (["name": "5", "rtype": "ptr", "domain": "a.example."], "5.example.com. PTR  a.example."),
    (["name": "d", "rtype": "dname", "domain": "a.example."], "d.example.com. DNAME  a.example."),
    (
      ["name": "@", "rtype": "caa", "value": "ca.example", "caa_tag": "issuewild"],
      "example.com. CAA  0 issuewild \"ca.example\""
    ),
    (
      ["name": "_443._tcp", "rtype": "tlsa", "value": "3 1 1 ABCD"],
      "_443._tcp.example.com. TLSA  3 1 1 abcd"
    ),
    (["name": "bücher", "ip": "192.0.2.5"], "xn--bcher-kva.example.com. A  192.0.2.5"),
  ]

  @Test(arguments: saves)
  func `a record is stored under its key`(
    parameters: KeyValuePairs<String, String>, key: String
  ) throws {
    let reply = try save(parameters)

    #expect(try reply.strings(at: "/doc/ok").count == 1)
    #expect(try reply.string(at: "/doc/id") == key)
    #expect(try world.keys(of: "example.com").contains(key))
  }

  static let refused: [(KeyValuePairs<String, String>, String)] = [
    (["name": "www", "ip": "2001:db8::1"], "ip"), (["name": "www"], "ip"),
    (["name": "www", "rtype": "aaaa", "ip": "192.0.2.1"], "ip"),
    (["name": "www", "rtype": "naptr", "value": "x"], "rtype"),
    (["name": "www", "rtype": "soa", "value": "x"], "rtype"),
    (["name": "www", "ttl": "-1", "ip": "192.0.2.1"], "ttl"),
    (["name": "www.other.com.", "ip": "192.0.2.1"], "name"),
    (["name": "a..b", "ip": "192.0.2.1"], "name"), (["name": "a b", "ip": "192.0.2.1"], "name"),
    (["name": "a.*", "ip": "192.0.2.1"], "name"),
    (["name": "www", "rtype": "cname", "domain": "-x"], "domain"),
    (["name": "@", "rtype": "mx", "domain": "mail", "priority": "65536"], "priority"),
    (["name": "@", "rtype": "srv", "srvdomain": "sip"], "port"),
    (["name": "@", "rtype": "txt", "value": "a\u{0}b"], "value"),
    (["name": "@", "rtype": "caa", "value": "ca", "caa_flags": "256"], "caa_flags"),
    (["name": "@", "rtype": "caa", "value": "a\"b"], "value"),
    (["name": "@", "rtype": "tlsa", "value": "3 1 1 abc"], "value"),
    (["name": "@", "rtype": "cname", "domain": "a.example."], "name"),
    (["name": "taken", "rtype": "txt", "value": "x"], "name"),
  ]

  @Test(arguments: refused)
  func `what cannot be right is refused by the field's name and changes nothing`(
    parameters: KeyValuePairs<String, String>, field: String
  ) throws {
    _ = try save(["name": "taken", "rtype": "cname", "domain": "a.example."])
    let before = try world.keys(of: "example.com")

    let reply = try save(parameters)

    #expect(try reply.string(at: "/doc/error/@type") == "value")
    #expect(try reply.string(at: "/doc/error/@object") == field)
    #expect(try world.keys(of: "example.com") == before)
  }

  @Test(arguments: [
    "-_+/= \"", "v=DKIM1; k=rsa; p=MIG+/==", "приве́т 😀", "a, b, c", " two  blanks ", "<&>'\"]]>",
    "x, www.example.com. A  192.0.2.5", "%00 & + =",
  ])
  func `a text survives and is deleted by its key`(text: String) throws {
    _ = try save(["name": "www", "ip": "192.0.2.5"])
    let id = try save(["name": "t", "rtype": "txt", "value": text]).string(at: "/doc/id")

    #expect(id == "t.example.com. TXT  \(text)")
    #expect(
      try world.column("value", of: "domain.record", ["elid": "example.com"], as: "provider")
        .contains(text))
    let key = try #require(id)
    #expect(
      try world.field("value", of: "domain.record.edit", ["plid": "example.com", "elid": key])
        == text)
    try delete(key)
    let keys = try world.keys(of: "example.com")
    #expect(!keys.contains(key))
    #expect(keys.contains("www.example.com. A  192.0.2.5"))
  }

  @Test func `the list has every column`() throws {
    _ = try save(["name": "@", "rtype": "mx", "domain": "mail", "ttl": "60"])

    let answer = world.call("domain.record", ["elid": "example.com"], as: "provider")
    let row = "/doc/elem[rtype='MX']"
    let reply = try XMLReply(answer.body)
    let columns = [
      "rkey": "example.com. MX 10 mail.example.com.", "rkey_name": "example.com.",
      "name": "example.com.", "ttl": "60", "rtype": "MX", "rtype_hidden": "MX",
      "value": "mail.example.com.", "info": "priority= 10",
    ]
    for (column, value) in columns {
      #expect(try reply.strings(at: "\(row)/\(column)") == [value])
    }
    for column in columns.keys where column != "info" {
      #expect(try reply.strings(at: "/doc/elem/\(column)").count == 4)
      #expect(try reply.strings(at: "/doc/elem/\(column)").allSatisfy { !$0.isEmpty })
    }
  }

  @Test func `the same record twice is refused with the sentence that clients compare`() throws {
    _ = try save(["name": "www", "ip": "192.0.2.5", "ttl": "60"])
    let reply = try save(["name": "www", "ip": "192.0.2.5"])

    #expect(try reply.string(at: "/doc/error/@type") == "exists")
    #expect(
      try reply.string(at: "/doc/error/group") == "__object__ with '__value__' already exists")
  }

  @Test func `a change keeps what it leaves out and gives a new key`() throws {
    _ = try save(["name": "www", "ip": "192.0.2.5", "ttl": "60"])
    let reply = try save(["elid": "www.example.com. A  192.0.2.5", "ip": "192.0.2.6"])

    #expect(try reply.string(at: "/doc/id") == "www.example.com. A  192.0.2.6")
    let keys = try world.keys(of: "example.com")
    #expect(keys.contains("www.example.com. A  192.0.2.6"))
    #expect(!keys.contains("www.example.com. A  192.0.2.5"))
    #expect(
      try world.field(
        "ttl", of: "domain.record.edit",
        ["plid": "example.com", "elid": "www.example.com. A  192.0.2.6"]) == "60")
    #expect(
      try save(["elid": "www.example.com. A  192.0.2.5", "ip": "192.0.2.7"])
        .string(at: "/doc/error/@object") == "record")
  }

  @Test func `every change moves the serial on by one`() throws {
    let before = try serial()
    _ = try save(["name": "www", "ip": "192.0.2.5"])
    #expect(try serial() == before + 1)
    _ = try save(["elid": "www.example.com. A  192.0.2.5", "ttl": "60"])
    #expect(try serial() == before + 2)
    _ = try save(["name": "www", "ip": "192.0.2.5"])
    #expect(try serial() == before + 2)
    try delete("www.example.com. A  192.0.2.5")
    #expect(try serial() == before + 3)
    try delete("www.example.com. A  192.0.2.5")
    #expect(try serial() == before + 3)
  }

  @Test func `deleting takes sloppy keys, lists, and what is not there`() throws {
    for host in ["a", "b", "c"] { _ = try save(["name": host, "ip": "192.0.2.5"]) }
    try delete(
      "A.Example.com a 192.0.2.5, gone.example.com. A  192.0.2.5, c.example.com. A  192.0.2.5")

    let left = try world.keys(of: "example.com").filter { $0.contains(" A ") }
    #expect(left == ["b.example.com. A  192.0.2.5"])
  }

  @Test func `deleting by name without a key deletes nothing and is ok`() throws {
    let before = try world.keys(of: "example.com")
    let answer = world.call(
      "domain.record.delete", ["plid": "example.com", "name": "@", "sok": "ok"], as: "provider")

    #expect(try XMLReply(answer.body).strings(at: "/doc/ok").count == 1)
    #expect(try world.keys(of: "example.com") == before)
  }

  @Test func `the SOA and the last name server stay, also in a list of keys`() throws {
    let keys = try world.keys(of: "example.com")
    for key in [keys[2], "\(keys[0]), \(keys[1])"] {
      let answer = world.call(
        "domain.record.delete", ["plid": "example.com", "elid": key], as: "provider")
      #expect(try answer.refusal() == "value/elid")
      #expect(try world.keys(of: "example.com") == keys)
    }
    try delete(keys[0])
    #expect(try world.keys(of: "example.com").first == keys[1])
  }

  @Test func `a key that is given twice, in whatever spelling, means one record`() throws {
    let keys = try world.keys(of: "example.com")
    try delete("\(keys[0]), Example.COM. ns \(keys[0].split(separator: " ")[2]), \(keys[0])")
    #expect(try world.keys(of: "example.com").first == keys[1])
  }

  @Test(.timeLimit(.minutes(1)))
  func `many keys that are not there are passed over in no time`() throws {
    try world.store.change { store in
      let domain = try #require(try store.domain(named: "example.com", in: .all, preferring: nil))
      for number in 0..<900 {
        let address = "10.0.\(number / 250).\(number % 250)"
        try store.insert(
          Record(name: "www.example.com.", kind: .a, ttl: 60, value: address), into: domain)
      }
    }
    let gone = (0..<4_000).map { "www.example.com. A  10.1.\($0 / 250).\($0 % 250)" }
    try delete((gone + ["WWW.example.com. a 10.0.3.149"]).joined(separator: ", "))

    let left = try world.keys(of: "example.com").filter { $0.hasPrefix("www.") }
    #expect(left.count == 899 && !left.contains("www.example.com. A  10.0.3.149"))
  }

  /// DNS compares octets; Swift's `==` takes two spellings of a letter for one.
  @Test func `texts are the same where their bytes are`() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    _ = try save(["name": "x", "rtype": "txt", "value": composed])
    #expect(
      try save(["name": "x", "rtype": "txt", "value": decomposed]).strings(at: "/doc/ok").count == 1
    )
    try delete("x.example.com.  TXT \(decomposed)")
    try delete("x.example.com.  TXT \(decomposed)")
    #expect(try texts() == [Array(composed.utf8)])

    _ = try save(["elid": "x.example.com. TXT  \(composed)", "value": decomposed])
    #expect(try texts() == [Array(decomposed.utf8)])
  }

  private func texts() throws -> [[UInt8]] {
    try world.column(
      "value", of: "domain.record", ["elid": "example.com", "filter": "on", "rtype": "TXT"],
      as: "provider"
    ).map { Array($0.utf8) }
  }

  @Test func `a name has one DNAME record`() throws {
    _ = try save(["name": "d", "rtype": "dname", "domain": "a.example."])
    _ = try save(["name": "e", "rtype": "dname", "domain": "b.example."])
    let key = "e.example.com. DNAME  b.example."

    #expect(
      try save(["name": "d", "rtype": "dname", "domain": "b.example."])
        .string(at: "/doc/error/@object") == "name")
    #expect(try save(["elid": key, "name": "d"]).string(at: "/doc/error/@object") == "name")
    #expect(try save(["elid": key, "domain": "c.example."]).strings(at: "/doc/ok").count == 1)
    #expect(
      try world.keys(of: "example.com").filter { $0.contains("DNAME") }
        == ["d.example.com. DNAME  a.example.", "e.example.com. DNAME  c.example."])
  }

  @Test func `the mailbox of the SOA is edited, also by a key with an old serial`() throws {
    let key = try #require(try world.keys(of: "example.com").last)
    _ = try save(["name": "www", "ip": "192.0.2.5"])
    let reply = try save(["elid": key, "rtype": "soa", "email": "me@example.net"])

    #expect(try reply.string(at: "/doc/id")?.contains(" me.example.net. 2026010102 ") == true)
    #expect(
      try world.field("email", of: "domain.edit", ["elid": "example.com"]) == "me@example.net")
    #expect(try save(["elid": key, "rtype": "a"]).string(at: "/doc/error/@object") == "rtype")
  }

  @Test func `an empty form says what a record may be`() throws {
    let answer = world.call("domain.record.edit", ["plid": "example.com"], as: "provider")
    let reply = try XMLReply(answer.body)

    #expect(try reply.string(at: "/doc/ttl") == "3600")
    #expect(try reply.string(at: "/doc/rtype") == "a")
    #expect(try reply.strings(at: "/doc/slist[@name='rtype']/val[@key='soa']") == [])
    #expect(try reply.strings(at: "/doc/slist[@name='rtype']/val").count == 11)
    #expect(try reply.string(at: "/doc/plid") == "example.com")
  }

  private func save(_ parameters: KeyValuePairs<String, String>) throws -> XMLReply {
    let fixed = [
      ("func", "domain.record.edit"), ("out", "xml"), ("plid", "example.com"), ("sok", "ok"),
      ("authinfo", "provider:provider-secret"),
    ]
    let form = fixed + parameters.map { ($0.key, $0.value) }
    return try XMLReply(world.answer(PanelRequest(query: form.formEncoded)).body)
  }

  private func delete(_ keys: String) throws {
    let answer = world.call(
      "domain.record.delete", ["plid": "EXAMPLE.com.", "elid": keys], as: "provider")
    #expect(try XMLReply(answer.body).strings(at: "/doc/ok").count == 1)
  }

  private func serial() throws -> Int {
    let key = try #require(try world.keys(of: "example.com").first { $0.contains(" SOA ") })
    return try #require(Int(key.split(separator: " ")[4]))
  }
}
