import Testing
import XMLReading

@testable import FakeDNSmanager

/// Which of several credentials counts, and from where `authinfo` is taken.
struct CredentialsTests {
  static let callers: [(String, Bool)] = [
    ("127.0.0.1", true), ("192.0.2.7", true), ("192.0.2.8", false), ("198.51.100.20", true),
    ("198.51.100.21", false), ("2001:db8::1", false), ("", false),
  ]

  @Test(arguments: callers)
  func `authinfo is taken from the addresses of the white list alone`(
    address: String, isAdmitted: Bool
  ) throws {
    let world = try World.forTests { file in
      file.settings.authinfoAddresses = ["127.0.0.0/8", "192.0.2.7", "198.51.100.10-198.51.100.20"]
    }
    func refusal(_ query: String) throws -> String? {
      try world.answer(PanelRequest(query: "out=xml&\(query)", remoteAddress: address)).refusal()
    }

    let expected = isAdmitted ? nil : "auth/badpassword"
    #expect(try refusal("func=whoami&authinfo=provider:provider-secret") == expected)
    // Signing in is another thing: only authinfo is restricted (documented, reference §1.2).
    #expect(try refusal("func=auth&username=provider&password=provider-secret") == nil)
  }

  @Test func `authinfo counts before auth, and auth before the cookie`() throws {
    let world = try World.furnished()
    let (reseller, user) = (try world.signIn("provider"), try world.signIn("dns117"))
    func name(_ query: String, cookie: String) throws -> String? {
      let answer = world.answer(
        PanelRequest(
          query: "func=whoami&out=xml\(query)",
          headers: ["cookie": "dnsmgrlang5=orion:en; dnsmgrses5=\(cookie); is_authorized=1"]))
      return try XMLReply(answer.body).string(at: "/doc/user/@name")
    }

    #expect(try name("&auth=\(user)&authinfo=root:root-secret", cookie: reseller) == "root")
    #expect(try name("&auth=\(user)", cookie: reseller) == "dns117")
    #expect(try name("", cookie: reseller) == "provider")
    // The first that is there decides, also when it is wrong.
    #expect(try name("&authinfo=root:wrong", cookie: reseller) == nil)
    #expect(try name("&auth=0123456789abcdef01234567", cookie: reseller) == nil)
    #expect(try name("&auth=", cookie: reseller) == "provider")
  }

  @Test func `an answer echoes names in order, func last, and no secret`() throws {
    let world = try World.furnished()
    let query =
      "sok=ok&zoom-b=2&lang=ru&func=session.newkey&out=xml&a=1&username=dns117&passwd=p&confirm=p"
      + "&key=0123456789abcdef&authinfo=provider:provider-secret"
    let answer = world.answer(PanelRequest(query: query))

    let echo = answer.text.firstMatch(of: /<tparams>(.*)<\/tparams><saved_filters\/>/)?.1
    let names = (echo ?? "").matches(of: /<([^\/>]+)>/).map { String($0.1) }
    #expect(names.last == "func")
    #expect(names.dropLast() == names.dropLast().sorted())
    #expect(Set(names).isDisjoint(with: ["sok", "lang", "authinfo", "passwd", "confirm"]))
    #expect(names.contains("out") && names.contains("a") && names.contains("key"))
    #expect(!answer.text.contains("provider-secret"))
  }

  @Test(arguments: PanelMode.allCases, OutputFormat.allCases)
  func `no answer repeats a password under a misspelt name`(
    mode: PanelMode, format: OutputFormat
  ) throws {
    let world = try World.furnished()
    try world.changeSettings { $0.mode = mode }
    let form = [
      ("authinfo", "provider:provider-secret"), ("authInfo", "provider:provider-secret"),
      ("func", "user.edit"), ("out", format.rawValue), ("sok", "ok"), ("name", "dns9"),
      ("PASSWD", "canary"), ("Confirm", "canary"), ("Password", "canary"), ("oldPasswd", "canary"),
    ]

    let answer = world.answer(PanelRequest(query: form.formEncoded))

    #expect(!answer.text.contains("canary") && !answer.text.contains("provider-secret"))
  }
}
