import Testing
import XMLReading

@testable import FakeDNSmanager

struct DomainActionTests {
  let world: World

  init() throws {
    world = try .forTests()
  }

  @Test func `a suspended domain is not active until it is resumed`() throws {
    try world.makeZone("a.com")
    try world.makeZone("b.com")

    #expect(
      try world.error("domain.suspend", ["elid": "a.com, gone.com"], as: "provider")
        == "missed/domain")
    #expect(try active() == ["on", "on"])
    #expect(try world.error("domain.suspend", ["elid": "a.com"], as: "provider") == nil)
    #expect(try active() == ["off", "on"])
    #expect(try world.error("domain.resume", ["elid": "a.com, b.com"], as: "provider") == nil)
    #expect(try active() == ["on", "on"])
  }

  @Test func `a slave is refreshed, a master is not`() throws {
    try world.makeZone("a.com")
    _ = world.call(
      "domain.edit", ["name": "b.com", "dtype": "slave", "masterip": "192.0.2.1", "sok": "ok"],
      as: "provider")

    #expect(try world.error("domain.refresh", ["elid": "a.com"], as: "provider") == "value/elid")
    #expect(try world.error("domain.refresh", ["elid": "b.com"], as: "provider") == nil)
    #expect(try world.error("domain.refresh", ["elid": "c.com"], as: "provider") == "missed/domain")
  }

  @Test func `a domain is given to a user within reach and within his limit`() throws {
    try world.makeUser("client", ["domainlimit": "1"])
    try world.makeUser("foreign", ["namespace": "f.com"], as: "root")
    try world.makeZone("a.com")
    try world.makeZone("b.com")

    let give: KeyValuePairs = ["elid": "a.com", "user": "client"]
    #expect(try world.error("domain.transfer", give, as: "client") == "access/domain.transfer")
    #expect(try world.error("domain.transfer", give, as: "provider") == nil)
    #expect(try world.column("user", of: "domain", as: "provider") == ["client", "provider"])
    #expect(
      try world.error("domain.transfer", ["elid": "b.com", "user": "client"], as: "provider")
        == "limit/domainlimit")
    for login in ["foreign", "root", "nobody"] {
      #expect(
        try world.error("domain.transfer", ["elid": "b.com", "user": login], as: "provider")
          == "missed/user")
    }
    #expect(try world.column("user", of: "domain", as: "provider") == ["client", "provider"])
  }

  @Test func `a transfer inside a family does not count against its limit`() throws {
    for user in ["one", "two"] { try world.makeUser(user) }
    try world.makeUser("full", ["domainlimit": "0"])
    for (zone, owner) in [("a.com", "provider"), ("b.com", "one")] {
      try world.makeZone(zone, as: owner)
    }
    let limit: KeyValuePairs = ["elid": "provider", "domainlimit": "1", "sok": "ok"]
    #expect(try world.error("reseller.edit", limit, as: "root") == nil)
    func give(_ zone: String, _ owner: String, as login: String = "provider") throws -> String? {
      try world.error("domain.transfer", ["elid": zone, "user": owner], as: login)
    }

    for owner in ["one", "two", "provider"] { #expect(try give("a.com", owner) == nil) }
    #expect(try give("b.com", "full") == "limit/domainlimit")
    try world.makeUser("stranger", ["namespace": "stranger.example"], as: "root")
    try world.makeZone("c.com", as: "stranger")
    for owner in ["one", "provider"] {
      #expect(try give("c.com", owner, as: "root") == "limit/domainlimit")
    }
  }

  @Test func `a domain moves to the new owner's namespace unless it is there already`() throws {
    try world.makeUser("alone", ["namespace": "private.net"])
    try world.makeZone("a.com")
    try world.makeZone("b.com")
    try world.makeZone("b.com", as: "alone")

    #expect(
      try world.error("domain.transfer", ["elid": "a.com", "user": "alone"], as: "provider") == nil)
    #expect(
      try world.error("domain.transfer", ["elid": "b.com", "user": "alone"], as: "provider")
        == "exists/domain")
    try world.makeZone("a.com")
    #expect(try world.column("name", of: "domain", as: "alone") == ["a.com", "b.com"])
  }

  @Test func `a signed domain has one DS record, another none`() throws {
    _ = world.call("domain.edit", ["name": "a.com", "dnssec": "on", "sok": "ok"], as: "provider")
    try world.makeZone("b.com")

    let lines = try world.column("ds", of: "domain.ds", ["elid": "a.com"], as: "provider")
    let line = try #require(lines.first)
    #expect(lines.count == 1)
    #expect(line.contains(/^a\.com\. DS \d{1,5} 13 2 [0-9A-F]{64}$/))
    #expect(try world.column("ds", of: "domain.ds", ["elid": "b.com"], as: "provider") == [])
  }

  @Test func `a shared domain lets other users build below it, each up to its limit`() throws {
    for login in ["owner", "client", "other"] { try world.makeUser(login) }
    try world.makeZone("shared.com", as: "owner")
    let one: KeyValuePairs = ["name": "one.shared.com", "sok": "ok"]
    #expect(try world.error("domain.edit", one, as: "client") == "access/domain")

    let share: KeyValuePairs = ["name": "shared.com", "domainlimit": "1", "sok": "ok"]
    #expect(try world.error("shareddomain.edit", share, as: "client") == "access/shareddomain.edit")
    #expect(try world.error("shareddomain.edit", share, as: "provider") == nil)
    #expect(try world.error("shareddomain.edit", share, as: "provider") == "exists/shareddomain")
    try world.makeZone("one.shared.com", as: "client")
    let two: KeyValuePairs = ["name": "two.shared.com", "sok": "ok"]
    #expect(try world.error("domain.edit", two, as: "client") == "limit/shareddomain")
    try world.makeZone("two.shared.com", as: "other")
    try world.makeZone("three.shared.com", as: "owner")

    _ = world.call(
      "shareddomain.edit", ["elid": "shared.com", "domainlimit": "", "sok": "ok"], as: "provider")
    try world.makeZone("four.shared.com", as: "client")
    #expect(try world.column("name", of: "shareddomain", as: "provider") == ["shared.com"])
    _ = world.call("shareddomain.delete", ["elid": "shared.com, gone.com"], as: "provider")
    #expect(
      try world.error("domain.edit", ["name": "five.shared.com", "sok": "ok"], as: "client")
        == "access/domain")
  }

  @Test func `a restricted name is added, shown, changed and taken back`() throws {
    #expect(
      try world.error("restrictdomain.edit", ["name": "Bad.com", "sok": "ok"], as: "root") == nil)
    #expect(
      try world.error("restrictdomain.edit", ["name": "bad.com", "sok": "ok"], as: "root")
        == "exists/restrictdomain")
    #expect(
      try world.error("domain.edit", ["name": "bad.com", "sok": "ok"], as: "provider")
        == "value/name")
    _ = world.call(
      "restrictdomain.edit", ["elid": "bad.com", "name": "worse.com", "sok": "ok"], as: "root")
    #expect(try world.column("name", of: "restrictdomain", as: "root") == ["worse.com"])
    try world.makeZone("bad.com")
    _ = world.call("restrictdomain.delete", ["elid": "worse.com"], as: "root")
    #expect(try world.column("name", of: "restrictdomain", as: "root") == [])
    try world.makeZone("worse.com")
    #expect(try world.error("restrictdomain", as: "provider") == "access/restrictdomain")
  }

  @Test func `the list is filtered, sorted and paged`() throws {
    try world.makeUser("client")
    for name in ["c.com", "a.com", "b.com"] { try world.makeZone(name) }
    try world.makeZone("d.com", as: "client")

    let filter: KeyValuePairs = [
      "filter": "on", "user": "provider", "p_order": "-name", "p_cnt": "2",
    ]
    let reply = try XMLReply(world.call("domain", filter, as: "provider").body)
    #expect(try reply.strings(at: "/doc/elem/name") == ["c.com", "b.com"])
    #expect(try reply.string(at: "/doc/p_elems") == "3")
  }

  @Test func `a page of ten thousand records is only its rows`() throws {
    try world.makeZone("example.com")
    try world.store.change { store in
      let domain = try #require(
        try store.domain(named: "example.com", in: .all, preferring: nil))
      for number in 0..<10_000 {
        try store.insert(
          Record(name: "h\(number).example.com.", kind: .a, ttl: 60, value: "192.0.2.1"),
          into: domain)
      }
    }

    let reply = try XMLReply(
      world.call(
        "domain.record", ["elid": "example.com", "p_num": "100", "p_cnt": "100"], as: "provider"
      ).body)
    #expect(try reply.strings(at: "/doc/elem").count == 100)
    #expect(try reply.string(at: "/doc/p_elems") == "10003")
  }

  private func active() throws -> [String] {
    try world.column("active", of: "domain", as: "provider")
  }
}
