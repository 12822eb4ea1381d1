import Testing
import XMLReading

@testable import FakeDNSmanager

/// Whose zones may be built upon, and how far (reference §4.5).
struct SharedDomainTests {
  /// The resellers `ra` and `rb` with the users `ua`, `ua2` and `ub`, all of one namespace.
  private let world: World

  init() throws {
    world = try .forTests { file in
      file.settings.defaultNamespaceUsable = true
      file.administrators.append(.init(name: "adm", password: "adm-secret"))
    }
    for reseller in ["ra", "rb"] {
      #expect(try world.error("reseller.edit", .new(reseller), as: "root") == nil)
    }
    for (user, reseller) in [("ua", "ra"), ("ua2", "ra"), ("ub", "rb")] {
      try world.makeUser(user, as: reseller)
    }
  }

  @Test func `a reseller cannot share what belongs to another's family`() throws {
    for (zone, owner) in [("mine.example", "ra"), ("his.example", "ua")] {
      try world.makeZone(zone, as: owner)
      #expect(try share(zone, as: "rb") == nil)
      #expect(try make("x.\(zone)", as: "ub") == "access/domain")

      #expect(try share(zone, as: "ra") == nil)
      #expect(try make("x.\(zone)", as: "ub") == nil)
    }
  }

  @Test func `an administrator shares what belongs to any reseller of the namespace`() throws {
    try world.makeZone("mine.example", as: "ra")
    #expect(try share("mine.example", as: "root") == nil)
    #expect(try make("x.mine.example", as: "ub") == nil)
  }

  @Test func `a reseller sees and changes his own shared domains alone`() throws {
    #expect(try share("s.example", limit: "1", as: "ra") == nil)

    let change: KeyValuePairs = ["elid": "s.example", "domainlimit": "99", "sok": "ok"]
    #expect(try names(as: "rb") == [])
    #expect(try world.error("shareddomain.edit", change, as: "rb") == "missed/shareddomain")
    #expect(
      try world.error("shareddomain.edit", ["elid": "s.example"], as: "rb")
        == "missed/shareddomain")
    #expect(
      try world.error("shareddomain.delete", ["elid": "s.example"], as: "rb")
        == "access/shareddomain")
    #expect(try names(as: "ra") == ["s.example"])

    // Each has the name for himself.
    #expect(try share("s.example", as: "rb") == nil)
    #expect(try share("s.example", as: "rb") == "exists/shareddomain")
    #expect(try world.error("shareddomain.delete", ["elid": "s.example"], as: "rb") == nil)
    #expect(
      try world.column("domainlimit", of: "shareddomain", as: "ra") == ["1"])
  }

  @Test func `an administrator has all shared domains of the namespace in reach`() throws {
    for sharer in ["ra", "rb", "adm"] { #expect(try share("s.example", as: sharer) == nil) }

    #expect(try names(as: "root") == ["s.example", "s.example", "s.example"])
    // His own comes first, then the oldest.
    for (deleter, left) in [("adm", ["ra", "rb"]), ("root", ["rb"]), ("root", [])] {
      #expect(try world.error("shareddomain.delete", ["elid": "s.example"], as: deleter) == nil)
      #expect(try ["ra", "rb"].filter { try names(as: $0) == ["s.example"] } == left)
    }
  }

  @Test func `a shared domain ends with its reseller`() throws {
    #expect(try share("s.example", as: "ra") == nil)
    #expect(try world.error("reseller.delete", ["elid": "ra"], as: "root") == nil)
    #expect(try names(as: "root") == [])
  }

  @Test func `whoever builds deeper counts against the same limit`() throws {
    try world.makeZone("sh.example", as: "ra")
    #expect(try share("sh.example", limit: "1", as: "ra") == nil)

    #expect(try make("a.sh.example", as: "ua") == nil)
    #expect(try make("a2.sh.example", as: "ua") == "limit/shareddomain")
    #expect(try make("b.a.sh.example", as: "ua") == "limit/shareddomain")
    // The owner builds below his own as much as he likes.
    for name in ["b.sh.example", "c.sh.example"] { #expect(try make(name, as: "ra") == nil) }
    #expect(try make("deep.c.sh.example", as: "ra") == nil)
  }

  @Test func `what was built below a shared domain is not shared with it`() throws {
    try world.makeZone("sh.example", as: "ra")
    #expect(try share("sh.example", as: "ra") == nil)
    try world.makeZone("a.sh.example", as: "ua")
    try world.makeZone("own.sh.example", as: "ra")

    for other in ["ua2", "ub"] {
      #expect(try make("\(other).a.sh.example", as: other) == "access/domain")
      #expect(try make("\(other).own.sh.example", as: other) == nil)
    }
    #expect(try make("b.a.sh.example", as: "ua") == nil)
    #expect(try share("a.sh.example", limit: "0", as: "ra") == nil)
    #expect(try make("ub.a.sh.example", as: "ub") == "limit/shareddomain")
  }

  @Test func `a name is shared before its domain is there`() throws {
    #expect(try share("later.example", limit: "1", as: "ra") == nil)

    for (name, expected) in [("a", nil), ("b", "limit/shareddomain")] as [(String, String?)] {
      #expect(try make("\(name).later.example", as: "ua") == expected)
    }
    // What a stranger does below it is not for this reseller to limit.
    for name in ["c", "d"] { #expect(try make("\(name).later.example", as: "ub") == nil) }
  }

  @Test func `a reseller takes his shared domains with him`() throws {
    for (reseller, names) in [("ra", ["s.example", "t.example"]), ("rb", ["s.example"])] {
      for name in names { #expect(try share(name, limit: "5", as: reseller) == nil) }
    }
    for target in ["rc.example", "rc2.example"] {
      let move: KeyValuePairs = ["elid": "ra", "namespace": target, "sok": "ok"]
      #expect(try world.error("reseller.edit", move, as: "root") == nil)
      #expect(try names(as: "ra") == ["s.example", "t.example"])
    }
    #expect(try names(as: "rb") == ["s.example"])
    #expect(try names(as: "root") == ["s.example"])

    try world.makeZone("s.example", as: "ra")
    #expect(try make("x.s.example", as: "ua") == nil)
  }

  private func share(_ name: String, limit: String = "", as login: String) throws -> String? {
    try world.error(
      "shareddomain.edit", ["name": name, "domainlimit": limit, "sok": "ok"], as: login)
  }

  private func make(_ name: String, as login: String) throws -> String? {
    try world.error("domain.edit", ["name": name, "sok": "ok"], as: login)
  }

  private func names(as login: String) throws -> [String] {
    try world.column("name", of: "shareddomain", as: login)
  }
}
