import Testing
import XMLReading

@testable import FakeDNSmanager

struct AccountLifeTests {
  let world: World

  init() throws {
    world = try .forTests { file in
      file.resellers[0].users = ["dns1", "dns2", "dns3"].map {
        .init(name: $0, password: "\($0)-secret")
      }
      file.resellers.append(
        .init(name: "other", password: "other-secret", namespace: "other.example"))
      file.resellers[1].users = [.init(name: "foreign", password: "foreign-secret")]
    }
  }

  @Test func `a suspended user cannot sign in until he is resumed`() throws {
    #expect(try world.error("user.suspend", ["elid": "dns1, dns2"], as: "provider") == nil)

    #expect(try world.error("whoami", as: "dns1") == "access/account")
    #expect(try world.row("user", "dns1")["active"] == "off")
    #expect(try world.row("user", "dns2")["active"] == "off")
    #expect(try world.row("user", "dns3")["active"] == "on")
    #expect(try world.error("user.resume", ["elid": "dns1, dns2"], as: "provider") == nil)
    #expect(try world.error("whoami", as: "dns1") == nil)
  }

  @Test func `a suspension ends the sessions of the user`() throws {
    let answer = world.call("auth", ["username": "dns1", "password": "dns1-secret"])
    let id = try #require(try XMLReply(answer.body).string(at: "/doc/auth/@id"))

    #expect(try world.error("user.suspend", ["elid": "dns1"], as: "provider") == nil)

    let later = world.answer(PanelRequest(query: "out=xml&func=whoami&auth=\(id)"))
    #expect(try later.refusal() == "auth/badsession")
  }

  @Test func `a reseller's suspension reaches his users and spares their own`() throws {
    #expect(try world.error("user.suspend", ["elid": "dns1"], as: "provider") == nil)
    #expect(try world.error("reseller.suspend", ["elid": "provider"], as: "root") == nil)

    #expect(try world.error("whoami", as: "provider") == "access/account")
    #expect(try world.error("whoami", as: "dns2") == "access/account")
    #expect(try world.row("user", "dns2", as: "root")["active"] == "off")
    #expect(try world.error("reseller.resume", ["elid": "provider"], as: "root") == nil)
    #expect(try world.row("user", "dns1", as: "root")["active"] == "off")
    #expect(try world.row("user", "dns2", as: "root")["active"] == "on")
  }

  @Test func `one key that is not there leaves the whole group as it was`() throws {
    #expect(
      try world.error("user.suspend", ["elid": "dns1, nobody"], as: "provider") == "missed/user")

    #expect(try world.row("user", "dns1")["active"] == "on")
  }

  @Test func `deleting takes the named users and no other`() throws {
    #expect(try world.error("user.delete", ["elid": "DNS1, dns2"], as: "provider") == nil)

    #expect(try names("user", as: "provider") == ["dns3"])
    #expect(try world.error("whoami", as: "dns1") == "auth/badpassword")
  }

  @Test func `deleting what is not there is no error`() throws {
    #expect(try world.error("user.delete", ["elid": "nobody"], as: "provider") == nil)
    #expect(try world.error("user.delete", as: "provider") == "value/elid")
    #expect(try world.error("user.delete", ["elid": "provider"], as: "provider") == nil)
    #expect(try names("reseller", as: "root") == ["other", "provider"])
  }

  @Test(arguments: ["user.edit", "user.suspend", "user.resume"])
  func `another reseller's user is as good as nobody`(function: String) throws {
    #expect(
      try world.error(function, ["elid": "foreign", "sok": "ok"], as: "provider") == "missed/user")
    #expect(try world.row("user", "foreign", as: "root")["active"] == "on")
  }

  @Test func `another reseller's user is not deleted`() throws {
    #expect(
      try world.error("user.delete", ["elid": "dns1, foreign"], as: "provider") == "access/user")

    #expect(try names("user", as: "root") == ["dns1", "dns2", "dns3", "foreign"])
  }

  @Test func `a reseller goes with his users and his namespace`() throws {
    #expect(try world.error("reseller.delete", ["elid": "provider"], as: "root") == nil)

    #expect(try names("user", as: "root") == ["foreign"])
    #expect(try names("reseller", as: "root") == ["other"])
    let again: KeyValuePairs = [
      "name": "heir", "passwd": "x", "namespace": "company.com", "sok": "ok",
    ]
    #expect(try world.error("reseller.edit", again, as: "root") == nil)
  }

  @Test func `su shows a reseller's users and only his`() throws {
    let reply = try XMLReply(world.call("user", ["su": "other"], as: "root").body)

    #expect(try reply.strings(at: "/doc/elem/name") == ["foreign"])
    #expect(try world.error("user", ["su": "root"], as: "provider") == "access/su")
    #expect(try world.error("user", ["su": "other"], as: "provider") == "access/su")
    #expect(try world.error("user", ["su": "foreign"], as: "provider") == "access/su")
    #expect(try world.error("user", ["su": "dns1"], as: "provider") == "access/user")
    #expect(try world.error("user", ["su": "nobody"], as: "root") == "missed/user")
  }

  @Test func `an administrator makes a reseller with his limits`() throws {
    let form: KeyValuePairs = [
      "name": "brand", "passwd": "brand-secret", "namespace": "brand.example", "userlimit": "2",
      "domainlimit": "30", "twoip": "on", "sok": "ok",
    ]
    #expect(try world.error("reseller.edit", form, as: "provider") == "access/reseller.edit")
    #expect(try world.error("reseller.edit", form, as: "root") == nil)

    let row = try world.row("reseller", "brand", as: "root")
    #expect(row["level"] == "24")
    #expect(row["namespace"] == "brand.example")
    #expect(row["userlimit"] == "2")
    #expect(row["domainlimit"] == "30")
    #expect(try world.error("user", as: "brand") == nil)
  }

  @Test func `usrparam changes one's own password, and with su another's`() throws {
    let change: KeyValuePairs = ["passwd": "new", "confirm": "new", "atype": "atany", "sok": "ok"]
    #expect(try world.error("usrparam", change, as: "dns1") == nil)
    #expect(try world.error("whoami", as: "dns1") == "auth/badpassword")
    #expect(try signsIn("dns1", "new"))

    let other: KeyValuePairs = ["su": "dns2", "passwd": "also new", "sok": "ok"]
    #expect(try world.error("usrparam", other, as: "provider") == nil)
    #expect(try signsIn("dns2", "also new"))
    #expect(try world.error("whoami", as: "provider") == nil)
  }

  @Test func `usrparam refuses a slip and a wrong field changes nothing`() throws {
    let slip: KeyValuePairs = ["passwd": "new", "confirm": "mew", "sok": "ok"]
    #expect(try world.error("usrparam", slip, as: "dns1") == "value/confirm")
    let wrong: KeyValuePairs = ["atype": "somewhere", "sok": "ok"]
    #expect(try world.error("usrparam", wrong, as: "dns1") == "value/atype")
    // `password` is not the name of the field (reference §5, quirk 12).
    #expect(try world.error("usrparam", ["password": "new", "sok": "ok"], as: "dns1") == nil)
    #expect(try world.error("usrparam", ["passwd": "new"], as: "dns1") == nil)

    #expect(try world.error("whoami", as: "dns1") == nil)
  }

  private func names(_ list: String, as login: String) throws -> [String] {
    try XMLReply(world.call(list, as: login).body).strings(at: "/doc/elem/name")
  }

  private func signsIn(_ login: String, _ password: String) throws -> Bool {
    let form = [("out", "xml"), ("func", "whoami"), ("authinfo", "\(login):\(password)")]
    return try world.answer(PanelRequest(query: form.formEncoded)).refusal() == nil
  }
}
