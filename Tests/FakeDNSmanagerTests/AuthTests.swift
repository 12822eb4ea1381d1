import Testing
import XMLReading

@testable import FakeDNSmanager

struct AuthTests {
  let world: World

  init() throws {
    world = try .forTests()
  }

  @Test func `a login gives a session that works until it was idle for an hour`() throws {
    let id = try signIn("provider")

    #expect(try name(auth: id) == "provider")
    world.clock.step(by: 3_600)
    #expect(try name(auth: id) == "provider")
    world.clock.step(by: 3_601)
    #expect(try name(auth: id) == nil)
  }

  @Test func `a login sets one cookie with the session`() throws {
    let answer = world.call("auth", ["username": "provider", "password": "provider-secret"])
    let id = try XMLReply(answer.body).string(at: "/doc/auth")

    let cookies = answer.headers.filter { $0.name == "Set-Cookie" }
    #expect(cookies.count == 1)
    #expect(cookies.first?.value.hasPrefix("dnsmgrses5=\(id ?? "none");") == true)
  }

  @Test(arguments: ["/dnsmgr", "/manager/dnsmgr"])
  func `a browser with a key is led into the panel`(path: String) throws {
    let key = "0123456789abcdef"
    #expect(try world.error("session.newkey", ["key": key], as: "provider") == nil)
    let form = [("func", "auth"), ("username", "provider"), ("key", key), ("checkcookie", "no")]
    let answer = world.answer(PanelRequest(path: path, query: form.formEncoded))

    #expect(answer.status == 302)
    // Relative, so that it leads to the same panel, also below the name of a world.
    #expect(answer.header("Location") == "dnsmgr")
    let cookie = try #require(answer.header("Set-Cookie")?.prefix { $0 != ";" })
    let page = world.answer(PanelRequest(path: path, headers: ["cookie": String(cookie)]))
    #expect(world.journal.last?.function == "desktop")
    #expect(world.journal.last?.account == "provider")
    #expect(page.status == 200)
  }

  @Test func `nobody but a browser with a good key is led anywhere`() throws {
    let key = "0123456789abcdef"
    #expect(try world.error("session.newkey", ["key": key], as: "provider") == nil)
    func answer(_ form: [(String, String)]) -> PanelAnswer {
      world.answer(
        PanelRequest(query: ([("func", "auth"), ("username", "provider")] + form).formEncoded))
    }

    #expect(answer([("key", "0123456789abcdeX")]).status == 200)
    #expect(answer([("password", "provider-secret")]).status == 200)
    #expect(answer([("key", key), ("out", "xml")]).status == 200)
  }

  static let wrong = [
    ["username": "provider", "password": "wrong"], ["username": "nobody", "password": "wrong"],
    ["username": "provider"], ["username": "provider", "password": "provider-secre"],
    ["username": "provider", "password": "provider-secrett"], ["username": "provider", "key": "k"],
  ]

  @Test(arguments: wrong)
  func `a wrong name or password is refused alike`(parameters: [String: String]) throws {
    let form = parameters.map { ($0.key, $0.value) } + [("func", "auth"), ("out", "xml")]
    let answer = world.answer(PanelRequest(query: form.formEncoded))

    let reply = try XMLReply(answer.body)
    #expect(answer.status == 200)
    #expect(try reply.string(at: "/doc/error/@type") == "auth")
    #expect(try reply.string(at: "/doc/error/@object") == "badpassword")
    #expect(try reply.string(at: "/doc/error/msg") == "Invalid username or password ")
    #expect(answer.header("Set-Cookie") == nil)
  }

  @Test func `authinfo splits at the first colon`() throws {
    let world = try World.forTests { $0.resellers[0].password = "a:b::c" }

    let answer = world.answer(
      PanelRequest(
        query: [("func", "whoami"), ("out", "xml"), ("authinfo", "provider:a:b::c")].formEncoded))

    #expect(try XMLReply(answer.body).string(at: "/doc/user/@name") == "provider")
  }

  /// DNS and hashes know bytes; Swift's `==` takes two spellings of a letter for one.
  @Test func `a password is the same bytes, before and after it was right`() throws {
    let (composed, decomposed) = ("\u{E9}\u{E9}\u{E9}\u{E9}", "e\u{301}e\u{301}e\u{301}e\u{301}")
    let world = try World.forTests { $0.resellers[0].password = composed }
    func refusal(_ password: String) throws -> String? {
      let form = [("func", "whoami"), ("out", "xml"), ("authinfo", "provider:\(password)")]
      return try world.answer(PanelRequest(query: form.formEncoded)).refusal()
    }

    for _ in 1...2 {
      #expect(try refusal(decomposed) == "auth/badpassword")
      #expect(try refusal(composed) == nil)
    }
  }

  @Test func `a session answers only to the address that opened it`() throws {
    let id = try signIn("provider")

    let answer = world.answer(
      PanelRequest(query: "func=whoami&out=xml&auth=\(id)", remoteAddress: "127.0.0.2"))

    #expect(try XMLReply(answer.body).string(at: "/doc/error/@object") == "badsession")
  }

  private func signIn(_ login: String) throws -> String {
    let answer = world.call("auth", ["username": login, "password": "\(login)-secret"])
    return try #require(try XMLReply(answer.body).string(at: "/doc/auth/@id"))
  }

  private func name(auth id: String) throws -> String? {
    let answer = world.answer(PanelRequest(query: "func=whoami&out=xml&auth=\(id)"))
    return try XMLReply(answer.body).string(at: "/doc/user/@name")
  }
}
