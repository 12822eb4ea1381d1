import Testing
import XMLReading

@testable import FakeDNSmanager

struct PanelModeTests {
  static let strictNames = StrictRule.all.map(\.name)
  static let lenientNames = LenientRule.all.map(\.name)

  @Test(arguments: strictNames.indices)
  func `what a strict rule is about is taken as documented and refused strictly`(
    index: Int
  ) throws {
    let rule = StrictRule.all[index]

    #expect(try reply(to: rule.example, in: .documented).error == nil)
    let world = try furnished(.strict)
    let before = try world.store.dump()
    let refusal = try reply(to: rule.example, on: world)
    #expect(refusal.error == "value")
    #expect(!refusal.message.isEmpty)
    #expect(try world.store.dump() == before)
  }

  @Test(arguments: lenientNames.indices)
  func `what a lenient rule is about is understood only leniently`(index: Int) throws {
    let rule = LenientRule.all[index]

    #expect(try reply(to: rule.example, in: .documented).error != nil)
    #expect(try reply(to: rule.example, in: .lenient).error == nil)
  }

  @Test(arguments: FunctionCatalog.contracts)
  func `a strict panel takes each parameter of a contract`(contract: Contract) throws {
    for field in contract.fields {
      let form = Form([Form.Pair(name: field.name, value: field.example)])
      try StrictRule.check(form, for: contract)
    }
  }

  @Test func `a strict panel says which parameter was probably meant`() throws {
    let world = try furnished(.strict)

    let answer = world.call(
      "user.edit", ["name": "dns9", "paswd": "canary", "sok": "ok"], as: "provider")

    #expect(try answer.refusal() == "value/paswd")
    let message = try XMLReply(answer.body).string(at: "/doc/error/msg")
    #expect(message?.contains("did you mean 'passwd'?") == true, "\(message ?? "")")
    #expect(!answer.text.contains("canary"))
  }

  @Test func `a strict refusal repeats no secret`() throws {
    let world = try furnished(.strict)

    let answer = world.call("domain", ["Passwd": "canary", "passwd": "canary"], as: "provider")

    #expect(try answer.refusal() == "value/Passwd")
    #expect(!answer.text.contains("canary"))
  }

  @Test func `a name that is no word does not get into a refusal's object`() throws {
    let world = try furnished(.strict)

    let answer = world.call("domain", ["a\nOK": "1"], as: "provider", out: "text")

    #expect(answer.text.hasPrefix("ERROR value(parameter) "))
    #expect(answer.text.split(separator: "\n").count == 1)
  }

  @Test func `a lenient panel keeps blanks in passwords and texts`() throws {
    let world = try furnished(.lenient)
    let parameters: KeyValuePairs = [
      "NAME": "dns9", "passwd": " a b ", "confirm": " a b ", "sok": "ok",
    ]
    #expect(try world.error("user.edit", parameters, as: "provider") == nil)

    let signIn = world.call("auth", ["username": "dns9", "password": " a b "])

    #expect(try signIn.refusal() == nil)
  }

  @Test func `a lenient panel reads names before it asks who calls and what for`() throws {
    let world = try furnished(.lenient)
    func answer(_ form: [(String, String)]) -> PanelAnswer {
      world.answer(PanelRequest(query: form.formEncoded))
    }

    let who = answer([("Func", "WhoAmI"), ("OUT", "xml"), ("AuthInfo", "provider:provider-secret")])
    #expect(try XMLReply(who.body).string(at: "/doc/user/@name") == "provider")
    #expect(try XMLReply(who.body).string(at: "/doc/@func") == "whoami")
    #expect(world.journal.last?.function == "whoami")
    #expect(world.journal.last?.unmatched == [])
    #expect(
      world.journal.last?.parameters.contains(.init(name: "AuthInfo", value: "***")) == true)

    let made = answer([
      ("func", "user.edit"), ("out", "xml"), ("authinfo", "root:root-secret"), ("SU", "provider"),
      ("name", "dns9"), ("passwd", "x"), ("sok", "ok"),
    ])
    #expect(try made.refusal() == nil)
    #expect(try world.column("name", of: "user", as: "provider").contains("dns9"))
  }

  @Test func `a lenient panel asks for confirmation however the parameters are written`() throws {
    let world = try furnished(.lenient)
    let session = try world.signIn("provider")
    let form = [
      ("func", "domain.edit"), ("out", "xml"), ("elid", "example.com"), ("email", "a@evil.example"),
      ("SOK", "ok"),
    ]

    let answer = world.answer(
      PanelRequest(
        query: form.formEncoded,
        headers: ["cookie": "dnsmgrses5=\(session)", "referer": "https://evil.example/"]))

    #expect(try answer.refusal() == "referer_confirm/domain.edit")
  }

  @Test func `a fault meets a function however a lenient panel's caller writes it`() throws {
    let world = try furnished(.lenient)
    world.faults.add(Fault(.status(503), on: .init(function: "domain")))

    #expect(world.call("Domain", as: "provider").status == 503)
    try world.changeSettings { $0.mode = .documented }
    #expect(world.call("Domain", as: "provider").status == 200)
  }

  private func furnished(_ mode: PanelMode) throws -> World {
    let world = try World.furnished()
    try world.changeSettings { $0.mode = mode }
    return world
  }

  private struct Outcome {
    let error: String?
    let message: String
  }

  private func reply(to example: StrictRule.Example, in mode: PanelMode) throws -> Outcome {
    try reply(to: example, on: try furnished(mode))
  }

  private func reply(to example: StrictRule.Example, on world: World) throws -> Outcome {
    var pairs = [
      ("func", example.function), ("authinfo", "provider:provider-secret"),
    ]
    if !example.parameters.contains(where: { $0.name == "out" }) { pairs.append(("out", "xml")) }
    pairs += example.parameters.map { ($0.name, $0.value) }
    let answer = world.answer(PanelRequest(query: pairs.formEncoded))
    if answer.header("Content-Type") != "text/xml" {
      let error = world.journal.last?.refusal
      return Outcome(error: error?.kind.rawValue, message: answer.text)
    }
    let reply = try XMLReply(answer.body)
    return Outcome(
      error: try reply.string(at: "/doc/error/@type"),
      message: try reply.string(at: "/doc/error/msg") ?? "")
  }
}
