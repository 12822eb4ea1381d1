import Testing
import XMLReading

@testable import FakeDNSmanager

struct SessionTests {
  let world: World

  init() throws {
    world = try .forTests { file in
      file.resellers[0].users = [.init(name: "dns1", password: "dns1-secret")]
      file.resellers.append(
        .init(name: "other", password: "other-secret", namespace: "other.example"))
    }
  }

  @Test func `su makes the session act as another and go back`() throws {
    let id = try signIn("root")

    #expect(try refusal("su", [("elid", "provider")], auth: id) == nil)
    #expect(try name(auth: id) == "provider")
    #expect(try refusal("user.su", [("elid", "dns1")], auth: id) == nil)
    #expect(try name(auth: id) == "dns1")
    #expect(try path(auth: id) == ["root", "provider", "dns1"])
    #expect(try refusal("su", [("elid", "root")], auth: id) == nil)
    #expect(try name(auth: id) == "root")
  }

  static let switches: [(String, String, String)] = [
    ("dns1", "provider", "access/su"), ("provider", "other", "access/su"),
    ("provider", "root", "access/su"), ("provider", "nobody", "missed/user"),
    ("provider", "", "value/elid"),
  ]

  @Test(arguments: switches)
  func `su reaches nobody but those below`(login: String, target: String, expected: String) throws {
    let id = try signIn(login)

    #expect(try refusal("su", [("elid", target)], auth: id) == expected)
    #expect(try name(auth: id) == login)
  }

  @Test func `su needs a session, and reseller.su a reseller`() throws {
    #expect(try world.error("su", ["elid": "provider"], as: "root") == "auth/badsession")
    let id = try signIn("root")
    #expect(try refusal("reseller.su", [("elid", "dns1")], auth: id) == "missed/reseller")
    #expect(try refusal("reseller.su", [("elid", "other")], auth: id) == nil)
    #expect(try name(auth: id) == "other")
  }

  @Test func `a session whose other account is gone is as before it switched`() throws {
    let id = try signIn("root")
    for login in ["provider", "dns1"] {
      #expect(try refusal("su", [("elid", login)], auth: id) == nil)
    }

    #expect(try world.error("reseller.delete", ["elid": "provider"], as: "root") == nil)

    #expect(try path(auth: id) == ["root"])
    #expect(try refusal("su", [("elid", "other")], auth: id) == nil)
    #expect(try path(auth: id) == ["root", "other"])
  }

  @Test func `a session whose other account is gone can be ended`() throws {
    let id = try signIn("provider")
    #expect(try refusal("su", [("elid", "dns1")], auth: id) == nil)
    #expect(try world.error("user.delete", ["elid": "dns1"], as: "provider") == nil)

    #expect(try refusal("logout", auth: id) == nil)

    #expect(try world.column("id", of: "session", as: "provider") == [])
  }

  @Test func `one's own session can be ended while it is switched`() throws {
    let id = try signIn("provider")
    #expect(try refusal("su", [("elid", "dns1")], auth: id) == nil)
    let other = try signIn("provider")

    #expect(try refusal("session.delete", [("elid", other)], auth: id) == "access/session")
    #expect(try refusal("session.delete", [("elid", id)], auth: id) == nil)

    #expect(try refusal("whoami", auth: id) == "auth/badsession")
  }

  @Test func `a call that is refused renews its session and changes nothing else`() throws {
    let id = try signIn("provider")

    for _ in 1...4 {
      world.clock.step(by: 1_500)
      #expect(try refusal("user.edit", [("elid", "nobody")], auth: id) == "missed/user")
    }
    for _ in 1...4 {
      world.clock.step(by: 1_500)
      #expect(try refusal("admin", auth: id) == "access/admin")
    }

    #expect(try name(auth: id) == "provider")
    world.clock.step(by: 3_601)
    #expect(try refusal("user.edit", [("elid", "nobody")], auth: id) == "auth/badsession")
    #expect(try refusal("whoami", auth: id) == "auth/badsession")
  }

  @Test func `a refused switch leaves the session where it was`() throws {
    let id = try signIn("provider")
    world.clock.step(by: 10)

    #expect(try refusal("su", [("elid", "root")], auth: id) == "access/su")
    #expect(try path(auth: id) == ["provider"])
  }

  @Test(arguments: ["logout", "logon"])
  func `logging out ends the session`(function: String) throws {
    let id = try signIn("dns1")

    #expect(try refusal(function, auth: id) == nil)

    #expect(try refusal("whoami", auth: id) == "auth/badsession")
    #expect(try refusal(function, auth: id) == nil)
  }

  @Test func `a program with a session that is over can sign in anew`() throws {
    let id = try signIn("dns1")
    world.clock.step(by: 3_601)

    let form = [
      ("out", "xml"), ("func", "auth"), ("username", "dns1"), ("password", "dns1-secret"),
    ]
    let answer = world.answer(
      PanelRequest(query: form.formEncoded, headers: ["cookie": "dnsmgrses5=\(id)"]))

    #expect(try answer.refusal() == nil)
  }

  @Test func `sessions are listed and ended by whoever stands above`() throws {
    let user = try signIn("dns1")
    let reseller = try signIn("provider")
    let other = try signIn("other")

    let reply = try XMLReply(world.call("session", ["p_order": "name"], as: "provider").body)
    #expect(try reply.strings(at: "/doc/elem/id") == [user, reseller])
    #expect(try reply.strings(at: "/doc/elem/name") == ["dns1", "provider"])

    #expect(try world.error("session.delete", ["elid": other], as: "provider") == "access/session")
    #expect(try world.error("session.delete", ["elid": reseller], as: "dns1") == "access/session")
    #expect(try world.error("session.delete", ["elid": "\(user), gone"], as: "provider") == nil)
    #expect(try refusal("whoami", auth: user) == "auth/badsession")
    #expect(try refusal("whoami", auth: other) == nil)
  }

  @Test func `an administrator is shown no session of another one`() throws {
    let world = try World.furnished()
    let other = try world.signIn("second")
    let own = try world.signIn("root")
    let user = try world.signIn("dns117")

    let shown = try world.column("id", of: "session", as: "root")

    #expect(Set(shown) == [own, user])
    #expect(try world.error("session.delete", ["elid": other], as: "root") == "access/session")
  }

  @Test func `a session that is over is not listed, and goes when the next one begins`() throws {
    let old = try signIn("dns1")
    world.clock.step(by: 1)
    let young = try signIn("provider")
    #expect(try refusal("user.filter", [("name", "x"), ("sok", "ok")], auth: young) == nil)
    world.clock.step(by: 3_600)

    #expect(try world.column("id", of: "session", as: "provider") == [young])
    #expect(try world.store.change { try $0.sessions() }.map(\.id) == [old, young])
    let next = try signIn("dns1")
    #expect(try world.store.change { try $0.sessions() }.map(\.id) == [young, next])
    world.clock.step(by: 1)
    let last = try signIn("dns1")
    #expect(try world.store.change { try $0.sessions() }.map(\.id) == [next, last])
    #expect(try rows(of: "filter") == 0)
  }

  @Test(arguments: ["auth", "session.newkey"])
  func `a key that is late goes when the next key or session is made`(function: String) throws {
    for key in ["0123456789abcdef", "123456789abcdef0"] {
      #expect(try world.error("session.newkey", ["key": key], as: "provider") == nil)
      world.clock.step(by: 40)
    }
    #expect(try rows(of: "sessionkey") == 2)

    let next: KeyValuePairs = [
      "username": "provider", "password": "provider-secret", "key": "23456789abcdef01",
    ]
    if function == "auth" {
      _ = try signIn("dns1")
    } else {
      #expect(try world.error(function, next, as: "provider") == nil)
    }

    #expect(try rows(of: "sessionkey") == (function == "auth" ? 1 : 2))
  }

  @Test func `a key of a suspended account is refused as its password is`() throws {
    let key = "0123456789abcdef"
    let make: KeyValuePairs = ["username": "dns1", "key": key]
    #expect(try world.error("session.newkey", make, as: "root") == nil)
    #expect(try world.error("user.suspend", ["elid": "dns1"], as: "provider") == nil)
    func refusal(_ name: String, _ value: String) throws -> String? {
      try world.call("auth", ["username": "dns1", name: value]).refusal()
    }

    #expect(try refusal("password", "dns1-secret") == "access/account")
    #expect(try refusal("key", key) == "access/account")
    // Who has no right key learns nothing of the account.
    #expect(try refusal("key", "another-key-than-it") == "auth/badpassword")
    #expect(try world.error("user.resume", ["elid": "dns1"], as: "provider") == nil)
    #expect(try refusal("key", key) == nil)
  }

  @Test func `a key signs in once and not late`() throws {
    let key = "0123456789abcdef"
    let make = {
      try self.world.error("session.newkey", ["username": "dns1", "key": key], as: "root")
    }

    #expect(try make() == nil)
    #expect(try enters("dns1", key: key))
    #expect(try !enters("dns1", key: key))
    #expect(try make() == nil)
    #expect(try !enters("provider", key: key))
    #expect(try make() == nil)
    world.clock.step(by: 61)
    #expect(try !enters("dns1", key: key))
  }

  @Test func `nobody takes another's key`() throws {
    let key = "0123456789abcdef"
    #expect(try world.error("session.newkey", ["key": key], as: "root") == nil)

    #expect(try world.error("session.newkey", ["key": key], as: "dns1") == "exists/key")
    let answer = world.call("session.newkey", ["key": key], as: "dns1")
    #expect(try XMLReply(answer.body).string(at: "/doc/error/msg")?.contains(key) == false)
    #expect(try world.error("session.newkey", ["key": key], as: "root") == nil)

    #expect(try enters("root", key: key))
  }

  static let keys: [(KeyValuePairs<String, String>, String?)] = [
    (["key": "0123456789abcdef"], nil),
    (["key": "0123456789abcdef", "username": "dns1"], nil),
    (["key": "0123456789abcdef", "username": "other"], "missed/user"),
    (["key": "0123456789abcdef", "username": "root"], "missed/user"),
    (["key": "0123456789abcde"], "value/key"),
    ([:], "value/key"),
  ]

  @Test(arguments: keys)
  func `a key is for oneself and those below`(
    parameters: KeyValuePairs<String, String>, expected: String?
  ) throws {
    #expect(try world.error("session.newkey", parameters, as: "provider") == expected)
  }

  @Test func `a stored filter stays with its session until it is cleared`() throws {
    let id = try signIn("provider")
    try world.makeUser("dns2")

    #expect(
      try refusal("user.filter", [("name", "dns2"), ("active", "*"), ("sok", "ok")], auth: id)
        == nil)
    #expect(try names("user", auth: id) == ["dns2"])
    let form = try reply("user.filter", auth: id)
    #expect(try form.string(at: "/doc/name") == "dns2")
    #expect(try names("user", [("filter", "on"), ("name", "dns1")], auth: id) == ["dns1"])
    #expect(try names("user", auth: try signIn("provider")) == ["dns1", "dns2"])
    #expect(try refusal("user.filter", [("sok", "ok")], auth: id) == nil)
    #expect(try names("user", auth: id) == ["dns1", "dns2"])
  }

  private func rows(of table: String) throws -> Int? {
    try world.snapshot().rowCounts.first { $0.table == table }?.rows
  }

  private func signIn(_ login: String) throws -> String {
    let answer = world.call("auth", ["username": login, "password": "\(login)-secret"])
    return try #require(try XMLReply(answer.body).string(at: "/doc/auth/@id"))
  }

  private func enters(_ login: String, key: String) throws -> Bool {
    let answer = world.call("auth", ["username": login, "key": key, "checkcookie": "no"])
    return try XMLReply(answer.body).string(at: "/doc/auth/@id") != nil
  }

  private func answer(
    _ function: String, _ parameters: [(String, String)], auth id: String
  ) -> PanelAnswer {
    let form = [("func", function), ("auth", id), ("out", "xml")] + parameters
    return world.answer(PanelRequest(query: form.formEncoded))
  }

  private func reply(
    _ function: String, _ parameters: [(String, String)] = [], auth id: String
  ) throws -> XMLReply {
    try XMLReply(answer(function, parameters, auth: id).body)
  }

  private func refusal(
    _ function: String, _ parameters: [(String, String)] = [], auth id: String
  ) throws -> String? {
    try answer(function, parameters, auth: id).refusal()
  }

  private func name(auth id: String) throws -> String? {
    try reply("whoami", auth: id).string(at: "/doc/user/@name")
  }

  private func path(auth id: String) throws -> [String] {
    try reply("whoami", auth: id).strings(at: "/doc/path/@name")
  }

  private func names(
    _ list: String, _ parameters: [(String, String)] = [], auth id: String
  ) throws -> [String] {
    try reply(list, parameters, auth: id).strings(at: "/doc/elem/name")
  }
}
