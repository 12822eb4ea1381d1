import Testing

@testable import FakeDNSmanager

/// What a page of somebody else's can have a signed-in person's browser do.
struct RefererTests {
  private static let changes = FunctionCatalog.contracts.filter {
    $0.effect == .changes && $0.access != .everyone
  }

  @Test(arguments: changes, ["https://evil.example/", nil])
  func `a change by cookie from elsewhere changes nothing`(
    contract: Contract, referer: String?
  ) throws {
    let world = try World.furnished()
    let session = try world.signIn(World.caller(of: contract))
    let before = try world.store.image()

    let answer = call(contract, on: world, session, referer: referer, saves: contract.showsForm)

    #expect(try answer.refusal() == "referer_confirm/\(contract.name)")
    #expect(try world.store.image() == before)
  }

  @Test(arguments: changes)
  func `a change by cookie from the panel's own pages needs no confirmation`(
    contract: Contract
  ) throws {
    let world = try World.furnished()
    let session = try world.signIn(World.caller(of: contract))

    let answer = call(
      contract, on: world, session, referer: "http://panel.example:1500/dnsmgr",
      saves: contract.showsForm)

    #expect(try answer.refusal()?.hasPrefix("referer_confirm") != true)
  }

  @Test(arguments: changes.filter(\.showsForm))
  func `a form is shown to whoever asks, and changes nothing`(contract: Contract) throws {
    let world = try World.furnished()
    let session = try world.signIn(World.caller(of: contract))
    let before = try world.store.image()

    let answer = call(
      contract, on: world, session, referer: "https://evil.example/", saves: false)

    #expect(try answer.refusal()?.hasPrefix("referer_confirm") != true)
    #expect(try world.store.image() == before)
  }

  private func call(
    _ contract: Contract, on world: World, _ session: String, referer: String?, saves: Bool
  ) -> PanelAnswer {
    let fields = contract.fields.filter(\.isRequired).map { ($0.name, $0.example) }
    let form =
      [("func", contract.name), ("out", "xml")] + fields + (saves ? [("sok", "ok")] : [])
    var headers = ["host": "panel.example:1500", "cookie": "dnsmgrses5=\(session)"]
    headers["referer"] = referer
    return world.answer(PanelRequest(query: form.formEncoded, headers: headers))
  }
}
