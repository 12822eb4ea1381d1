import Testing
import XMLReading

@testable import FakeDNSmanager

struct UserEditTests {
  let world: World

  init() throws {
    world = try .forTests { $0.resellers[0].users = [.init(name: "dns1", password: "dns1-secret")] }
  }

  @Test func `a user shares his reseller's namespace and stands below him`() throws {
    try world.makeUser("dns117")

    let row = try world.row("user", "dns117")
    #expect(row["parent"] == "provider")
    #expect(row["namespace"] == "company.com")
    #expect(row["level"] == "16")
    #expect(row["active"] == "on")
    #expect(row["domainlimit"] == "")
  }

  @Test func `a user gets the namespace that he asks for`() throws {
    try world.makeUser("dns117", ["namespace": "Brand.Example."])

    #expect(try world.row("user", "dns117")["namespace"] == "brand.example")
    #expect(try world.row("user", "dns117")["parent"] == "provider")
    #expect(try world.row("user", "dns1")["namespace"] == "company.com")
  }

  @Test func `a new user can sign in with his password and no other`() throws {
    try world.makeUser("dns117", ["confirm": "dns117-secret"])

    #expect(try world.error("whoami", as: "dns117") == nil)
    let wrong = world.answer(PanelRequest(query: "out=xml&func=whoami&authinfo=dns117%3Asecret"))
    #expect(try wrong.refusal() == "auth/badpassword")
  }

  @Test func `an administrator makes users for a reseller with su`() throws {
    try world.makeUser("dns117", ["su": "provider"], as: "root")

    #expect(try world.row("user", "dns117", as: "root")["parent"] == "provider")
  }

  @Test func `an administrator's own user needs a namespace`() throws {
    #expect(
      try world.error("user.edit", .new("solo"), as: "root") == "value/namespace")

    try world.makeUser("solo", ["namespace": "solo.example"], as: "root")
    #expect(try world.row("user", "solo", as: "root")["parent"] == "root")
    #expect(try world.error("user.edit", ["elid": "solo"], as: "provider") == "missed/user")
  }

  @Test func `the default namespace takes accounts where the settings allow it`() throws {
    let world = try World.forTests { $0.settings.defaultNamespaceUsable = true }

    try world.makeUser("solo", as: "root")
    try world.makeUser("second", ["namespace": "default.local"], as: "root")

    #expect(try world.row("user", "solo", as: "root")["namespace"] == "default.local")
    #expect(try world.error("user.delete", ["elid": "solo, second"], as: "root") == nil)
    try world.makeUser("third", as: "root")
  }

  @Test func `the form shows a user and never his password`() throws {
    try world.makeUser("dns117", ["domainlimit": "7", "note": "by telephone"])

    let answer = world.call("user.edit", ["elid": "DNS117"], as: "provider")
    let reply = try XMLReply(answer.body)
    #expect(try reply.string(at: "/doc/elid") == "dns117")
    #expect(try reply.string(at: "/doc/name") == "dns117")
    #expect(try reply.string(at: "/doc/parent") == "provider")
    #expect(try reply.string(at: "/doc/namespace") == "company.com")
    #expect(try reply.string(at: "/doc/domainlimit") == "7")
    #expect(try reply.string(at: "/doc/active") == "on")
    #expect(try reply.string(at: "/doc/note") == "by telephone")
    #expect(!answer.text.contains("dns117-secret"))
  }

  @Test func `without sok nothing is made`() throws {
    let parameters: KeyValuePairs = ["name": "dns117", "passwd": "x", "domainlimit": "many"]

    #expect(try world.error("user.edit", parameters, as: "provider") == nil)
    #expect(try world.error("user.edit", ["elid": "dns117"], as: "provider") == "missed/user")
  }

  static let refusals: [([(String, String)], String)] = [
    ([("name", "")], "value/name"),
    ([("name", "dns 117")], "value/name"),
    ([("name", "117")], "value/name"),
    ([("passwd", "")], "value/passwd"),
    ([("passwd", "a\u{7}b")], "value/passwd"),
    ([("confirm", "other")], "value/confirm"),
    ([("passwd", "caf\u{E9}"), ("confirm", "cafe\u{301}")], "value/confirm"),
    ([("domainlimit", "-1")], "value/domainlimit"),
    ([("namespace", "brand")], "value/namespace"),
    ([("namespace", "other.example")], "exists/namespace"),
    ([("name", "DNS1")], "exists/user"),
    ([("name", "provider")], "exists/user"),
    ([("name", "root")], "exists/user"),
    ([("elid", "nobody"), ("name", "")], "missed/user"),
    ([("elid", "provider"), ("name", "")], "missed/user"),
    ([("elid", "foreign"), ("name", "")], "missed/user"),
    ([("elid", "dns1")], "value/name"),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused and changes nothing`(
    changes: [(String, String)], expected: String
  ) throws {
    let world = try World.forTests { file in
      file.resellers[0].users = [.init(name: "dns1", password: "dns1-secret")]
      file.resellers.append(.init(name: "other", password: "x", namespace: "other.example"))
      file.resellers[1].users = [.init(name: "foreign", password: "x")]
    }
    let before = world.call("user", as: "root").text
    let base = [
      ("out", "xml"), ("func", "user.edit"), ("sok", "ok"), ("name", "new"),
      ("passwd", "hush-hush"),
    ]
    let login = [("authinfo", "provider:provider-secret")]

    let answer = world.answer(PanelRequest(query: (base + login + changes).formEncoded))

    #expect(try answer.refusal() == expected)
    #expect(!answer.text.contains("hush-hush"))
    #expect(world.call("user", as: "root").text == before)
  }

  @Test func `a reseller makes as many users as he may`() throws {
    let world = try World.forTests { $0.resellers[0].userLimit = 1 }

    try world.makeUser("dns117")

    #expect(try world.error("user.edit", .new("dns118"), as: "provider") == "limit/userlimit")
    #expect(try world.error("user.delete", ["elid": "dns117"], as: "provider") == nil)
    try world.makeUser("dns118")
  }

  @Test func `a namespace of its own needs a free address and gives it back`() throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.0.1-127.53.0.3"] }

    try world.makeUser("dns117", ["namespace": "brand.example"])

    let another: KeyValuePairs = [
      "name": "dns118", "passwd": "x", "namespace": "b.example", "sok": "ok",
    ]
    #expect(try world.error("user.edit", another, as: "provider") == "limit/ip")
    #expect(try world.error("user.delete", ["elid": "dns117"], as: "provider") == nil)
    #expect(try world.error("user.edit", another, as: "provider") == nil)
  }

  @Test func `a change keeps what it does not name`() throws {
    try world.makeUser("dns117", ["domainlimit": "7", "namespace": "brand.example"])
    let change = { (parameters: KeyValuePairs<String, String>) in
      try self.world.error("user.edit", parameters, as: "provider")
    }

    #expect(try change(["elid": "dns117", "name": "dns117", "note": "x", "sok": "yes"]) == nil)
    #expect(try world.row("user", "dns117")["domainlimit"] == "7")
    #expect(try world.row("user", "dns117")["namespace"] == "brand.example")
    #expect(try world.error("whoami", as: "dns117") == nil)
    #expect(try change(["elid": "dns117", "domainlimit": "", "sok": "yes"]) == nil)
    #expect(try world.row("user", "dns117")["domainlimit"] == "")
  }

  @Test func `a user without domains moves between namespaces`() throws {
    try world.makeUser("dns117", ["namespace": "brand.example"])

    let back: KeyValuePairs = ["elid": "dns117", "namespace": "company.com", "sok": "ok"]
    #expect(try world.error("user.edit", back, as: "provider") == nil)
    #expect(try world.row("user", "dns117")["namespace"] == "company.com")

    // The namespace that he left is free for somebody else, which it would not be if it had stayed.
    try world.makeUser("dns118", ["namespace": "brand.example"])
  }

  @Test func `users manage nobody`() throws {
    for function in ["user", "user.edit", "user.delete", "user.suspend", "reseller.edit"] {
      #expect(
        try world.error(function, ["elid": "dns1", "sok": "ok"], as: "dns1")
          == "access/\(function)")
    }
  }

  @Test func `users by thousands are listed by page`() throws {
    let world = try World.forTests { file in
      file.resellers[0].users = (1...2_000).map { .init(name: "u\($0)", password: "x") }
    }

    let reply = try XMLReply(
      world.call("user", ["p_num": "2", "p_cnt": "5", "p_order": "-name"], as: "provider").body)

    #expect(try reply.strings(at: "/doc/elem/name") == ["u994", "u993", "u992", "u991", "u990"])
    #expect(try reply.string(at: "/doc/p_elems") == "2000")
  }
}
