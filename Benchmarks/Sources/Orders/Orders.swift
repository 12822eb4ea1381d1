import Foundation
import Provisioner

/// Orders that the provisioner carries out: how many in a second, and what of them stays in memory.
///
/// `orders rate URL CA COUNT` asks a panel over HTTPS; `orders memory` one that keeps nothing. Both
/// print one line of JSON.
@main
struct Orders {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let folder = FileManager.default.temporaryDirectory.appending(path: "orders-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let figures =
      switch arguments.first {
      case "rate" where arguments.count == 4:
        try await rate(
          url: arguments[1], ca: arguments[2], count: Int64(arguments[3]) ?? 0, in: folder)
      case "memory": try await memory(in: folder)
      default: throw Usage()
      }
    print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
  }

  struct Usage: Error {}

  /// Orders per second with records and mails in files, as many at once as ``atOnce``.
  private static func rate(
    url: String, ca: String, count: Int64, in folder: URL
  ) async throws -> [String: Double] {
    let authorities = try TrustedAuthorities(pem: String(contentsOfFile: ca, encoding: .utf8))
    let shop = try await Shop(
      in: folder, url: url, transport: .http(trusting: authorities),
      outbox: FolderOutbox(folder: folder.path))
    // Connections are opened and statements compiled.
    try await shop.open(1...100)
    let start = ContinuousClock.now
    try await shop.open(101...(100 + count))
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return ["per_second": Double(count) / seconds]
  }

  /// Resident KiB after the 10,000th and after the 100,000th order.
  private static func memory(in folder: URL) async throws -> [String: Double] {
    let shop = try await Shop(
      in: folder, url: "https://panel.invalid", transport: ForgetfulPanel().transport,
      outbox: NoOutbox())
    try await shop.open(1...10_000)
    let early = residentKiB
    try await shop.open(10_001...100_000)
    return ["kib_10000": early, "kib_100000": residentKiB]
  }

  private static var residentKiB: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
  }
}

/// A billing side with one plan and one integration.
struct Shop {
  private static let atOnce = 16
  private let billing: Provisioner
  private let plan: Int64

  init(
    in folder: URL, url: String, transport: PanelTransport, outbox: some Outbox
  ) async throws {
    let store = try BillingStore(path: folder.appending(path: "billing").path, key: SecretKey())
    billing = Provisioner(store: store, transport: transport, outbox: outbox)
    let provider = try billing.addProvider(named: "P1").id
    plan = try billing.addPlan(
      named: "T1", provider: provider, nameServers: NameServerResource()
    ).id
    let form = IntegrationForm(
      panel: PanelKind.dnsmanager5.rawValue, name: "I1", url: url, username: "provider",
      password: "provider-secret", providerNS: true)
    try await billing.addIntegration(form, unchecked: true)
  }

  /// Takes orders and carries them out; throws when one is not done.
  func open(_ services: ClosedRange<Int64>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, service) in services.enumerated() {
        if number >= Self.atOnce { try await group.next() }
        group.addTask { [billing, plan] in
          try billing.order(Order(id: service, plan: plan, item: "provider"))
          let outcome = try await billing.perform(.open, service: service)
          guard outcome.isDone else { throw NotDone(outcome: outcome) }
        }
      }
      try await group.waitForAll()
    }
  }

  private struct NotDone: Error {
    let outcome: Outcome
  }
}

/// Takes mails and keeps none.
struct NoOutbox: Outbox {
  func deliver(_ mail: DeliverableMail) async throws {}
}
