import FakeDNSmanager
import Foundation
import Provisioner
import TestSupport
import Testing

/// Passwords with every character there is, over HTTP, from an order to the customer's own login.
struct PasswordTests {
  private static let printable = String(decoding: (UInt8(0x20)...0x7E).map { $0 }, as: UTF8.self)

  /// All printable characters at once; each that means something to somebody at both ends and in the
  /// middle, where it is cut off or split at; and UTF-8.
  private static let passwords =
    [printable, "пароль — ключ 🔑", "e\u{301}\u{A0}\u{2028}", "%41%zz+%2B"]
    + printable.filter { !$0.isLetter && !$0.isNumber }.map { "\($0)a\($0)1\($0)" }

  @Test func `any password of a reseller and of a customer works`() async throws {
    let secret = Self.printable + "ключ 🔑"
    var file = WorldFile()
    file.resellers = [.init(name: "provider", password: secret, namespace: "company.com")]
    let panel = try await FakeDNSmanager.start(world: World(file))
    let url = "http://127.0.0.1:\(panel.httpPort ?? 0)/dnsmgr"
    let store = try BillingStore(inMemoryWith: SecretKey())
    let outbox = MemoryOutbox()
    let catalogue = Provisioner(store: store, transport: .http(), outbox: outbox)
    let provider = try catalogue.addProvider(named: "P1").id
    let plan = try catalogue.addPlan(
      named: "T1", provider: provider, nameServers: NameServerResource()
    ).id
    let form = IntegrationForm(
      panel: "dnsmanager5", name: "I1", url: url, username: "provider", password: Secret(secret),
      providerNS: true)
    try await catalogue.addIntegration(form)

    for (index, password) in Self.passwords.enumerated() {
      let billing = Provisioner(
        store: store, transport: .http(), outbox: outbox,
        passwords: PasswordGenerator { Secret(password) })
      let service = try billing.order(Order(id: Int64(index + 1), plan: plan, item: "provider"))
      let outcome = try await billing.perform(.open, service: service.id)
      #expect(outcome.isDone, "\(password): \(outcome)")
      let sent = try #require(outbox.mails.last { $0.service == service.id })
      let mailed = try #require(try ReadMail(sent.message).value("Password"))
      #expect(mailed == password)
      let customer = DNSmanagerClient(
        url: try PanelURL(url), username: "dns\(service.id)", password: Secret(mailed),
        transport: .http())
      #expect(try await customer.whoami().name == "dns\(service.id)", "\(password)")
    }
    await panel.stop()
  }
}
