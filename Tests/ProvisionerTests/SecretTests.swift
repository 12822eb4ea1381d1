import Foundation
import Provisioner
import Synchronization
import TestSupport
import Testing

struct SecretTests {
  private static let printable = String(
    decoding: (UInt8(0x20)..<0x7F).map { $0 }, as: UTF8.self)

  @Test(arguments: [printable, "пароль — ключ 🔑", "a=b&c+d%e#f?g/h\\\"'<i>:j"])
  func `any password works from the form to the customer's login`(text: String) async throws {
    let shop = try Shop()
    shop.panel.change { $0.accounts["provider"]?.password = text }
    try await shop.billing().addIntegration(Shop.form(password: Secret(text)))
    try shop.order()
    let passwords = PasswordGenerator { Secret(text) }

    #expect(
      try await shop.billing(passwords: passwords).perform(.open, service: 117).isDone)

    #expect(shop.panel.orderedUsers["dns117"]?.password == text)
    let mail = try shop.mail()
    #expect(mail.value("Password") == text)
    #expect(try shop.billing().reveal(.password, of: 117)?.text == text)
  }

  @Test func `what is HTML in a password is escaped in the HTML part`() async throws {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order()
    let passwords = PasswordGenerator { "<b>&\"'" }

    _ = try await shop.billing(passwords: passwords).perform(.open, service: 117)

    let html = try shop.mail().html
    #expect(html.contains("&lt;b&gt;&amp;"))
    #expect(!html.contains("<b>"))
  }

  @Test func `a stored password is shown on request only`() async throws {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order()

    _ = try await shop.billing().perform(.open, service: 117)

    let password = try #require(
      try shop.billing().parameters(of: 117).first { $0.name == .password })
    #expect(password.isEncrypted && password.value == nil)
  }

  @Test func `a panel that echoes passwords does not put them into errors`() async throws {
    let shop = try Shop()
    let canary: Secret = "cAnArY-1234"
    shop.panel.change { $0.accounts["provider"]?.password = canary.text }
    try await shop.integrate(password: canary)
    try shop.order()
    shop.panel.change {
      $0.fault = { request in
        guard request.value(of: "sok") != nil else { return nil }
        return .refused(
          type: "value", object: "passwd", message: "bad: \(canary.text) generated-99")
      }
    }
    let passwords = PasswordGenerator { "generated-99" }

    _ = try await shop.billing(passwords: passwords).perform(.open, service: 117)

    let billing = shop.billing()
    let shown =
      "\(try billing.operations()) \(try billing.tasks()) \(try billing.problems())"
      + " \(try billing.integrations())"
    #expect(shown.contains("bad: "))
    #expect(!shown.contains(canary.text))
    #expect(!shown.contains("generated-99"))
  }

  @Test func `the database file holds no password and only its owner reads it`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "billing.sqlite").path
    let key = SecretKey()
    let shop = try Shop(store: BillingStore(path: path, key: key))
    try await shop.integrate()
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)
    let password = try #require(shop.panel.orderedUsers["dns117"]?.password)

    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      #expect(bytes.range(of: Data(password.utf8)) == nil, "\(name)")
      #expect(bytes.range(of: Data("reseller-secret".utf8)) == nil, "\(name)")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(throws: BillingError.self) { try BillingStore(path: path, key: SecretKey()) }
    let again = try BillingStore(path: path, key: key)
    let billing = Provisioner(
      store: again, transport: shop.panel.transport, outbox: shop.outbox)
    #expect(try billing.reveal(.password, of: 117)?.text == password)
  }

  @Test func `a secret does not show itself`() {
    let secret: Secret = "canary"
    var dumped = ""
    dump(secret, to: &dumped)

    #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("canary"))
  }

  @Test(arguments: [0, 31, 33])
  func `a key of another length is refused`(count: Int) {
    #expect(throws: SecretKeyError.wrongLength(found: count)) {
      try SecretKey([UInt8](repeating: 1, count: count))
    }
  }
}
