import Testing
import XMLReading

@testable import FakeDNSmanager

struct StartPageTests {
  let world: World

  init() throws {
    world = try .furnished()
  }

  @Test func `a call without a function shows the start page to who is signed in`() throws {
    let answer = world.answer(
      PanelRequest(query: "out=xml&authinfo=dns117:dns117-secret"))

    let reply = try XMLReply(answer.body)
    #expect(try reply.string(at: "/doc/@func") == "desktop")
    #expect(try reply.string(at: "/doc/user/@name") == "dns117")
    #expect(try reply.strings(at: "/doc/menu/node/@name").contains("domain"))
  }

  @Test func `nobody gets the form to sign in with`() throws {
    let reply = try XMLReply(world.answer(PanelRequest(query: "out=xml")).body)

    #expect(try reply.string(at: "/doc/@func") == "logon")
    #expect(try reply.strings(at: "count(/doc/username)") == ["1"])
    #expect(try reply.strings(at: "count(/doc/error)") == ["0"])
  }

  @Test func `a session that is over does not open the start page`() throws {
    let answer = world.answer(PanelRequest(query: "out=xml&auth=0123456789abcdef01234567"))

    #expect(try answer.refusal() == "auth/badsession")
  }

  static let menus = [
    ("dns117", ["domain", "dnsparam", "usrparam"], ["user", "slaveserver", "reseller"]),
    ("provider", ["domain", "user", "slaveserver", "shareddomain"], ["reseller", "namespace"]),
    ("root", ["domain", "user", "reseller", "admin", "namespace", "services"], []),
  ]

  @Test(arguments: menus)
  func `a menu has what its reader may open and no more`(
    login: String, there: [String], absent: [String]
  ) throws {
    let reply = try XMLReply(world.call("menu", as: login).body)
    let names = try reply.strings(at: "/doc/menu/node/@name")

    #expect(Set(there).isSubset(of: names))
    #expect(Set(absent).isDisjoint(with: names))
    for name in names {
      let refusal = try world.error(name, as: login)
      #expect(refusal?.hasPrefix("access") != true, "\(name): \(refusal ?? "")")
    }
  }

  @Test func `a full answer has what pages are furnished with`() throws {
    let answer = world.answer(
      PanelRequest(
        query: "func=whoami&out=devel&authinfo=provider:provider-secret",
        headers: ["host": "[::1]:1500"], isSecure: true))

    let reply = try XMLReply(answer.body)
    #expect(try reply.string(at: "/doc/@logolink") == "https://[::1]")
    #expect(try reply.string(at: "/doc/@css") == "main.css")
    let plain = try XMLReply(world.call("whoami", as: "provider").body)
    #expect(try plain.string(at: "/doc/@css") == nil)
  }

  @Test func `slave domains without a transfer for a day are problems`() throws {
    let names = { try world.column("name", of: "problemdomain", as: "provider") }
    #expect(try names() == ["slave.example"])
    let now = world.clock.now
    try world.store.change {
      try $0.run(
        "INSERT INTO secondary (domain, refreshed, nextcheck) SELECT id, ?, 0 FROM domain WHERE dtype = 'slave'",
        [.integer(now.seconds)])
    }

    world.clock.step(by: 86_400)
    #expect(try names() == [])
    world.clock.step(by: 1)
    #expect(try names() == ["slave.example"])
    #expect(try world.column("name", of: "problemdomain", as: "provider2") == [])
  }

  @Test func `the name is the seventh word of a domain's line`() throws {
    let line = world.call("domain", as: "provider", out: "text").text.split(separator: "\n")[0]

    #expect(line.split(separator: " ")[6] == "name=example.com")
    #expect(line.contains(" status=active"))
    _ = world.call("domain.suspend", ["elid": "example.com"], as: "provider")
    let rows = try world.column("status", of: "domain", as: "provider")
    #expect(rows == ["suspended", "active"])
  }
}
