import DNSPeers
import DNSWire
import FakeDNSmanager
import Foundation
import Provisioner
import TestSupport
import Testing

/// ISPmanager with a real BIND as its name server, and DNSmanager as the slave of that BIND.
@Suite(.timeLimit(.minutes(5)))
struct ISPmanagerTests {
  private static let nameServer = "127.53.41.1"

  @Test(.enabled(if: MasterProcess.isInstalled, "BIND is not installed"))
  func `a domain and its changes travel over BIND's transfers and NOTIFY`() async throws {
    let port = try DNSSocket.freePort(of: MasterProcess.address)
    let world = try world(primaryPort: port)
    let panel = try await FakeDNSmanager.start(world: world)
    let nameServer = try await NameServer.start(world: world)
    let secondary = "\(Self.nameServer) port \(nameServer.port)"
    let billing = try await billing("http://127.0.0.1:\(panel.httpPort ?? 0)/dnsmgr")

    try await billing.withISPmanager(of: 117) { ispmanager in
      let handOver = try await billing.connectByLicence(ispmanager, service: 117)
      guard case .settings = handOver else { throw NotConnected() }
      #expect(try await ispmanager.createDomain("example.net") == .made)
      let master = try await MasterProcess(port: port, ispmanager, secondary: secondary)
      // It was asked before it ran; that it runs now it tells by itself.
      try await wait(world, "www.example.net", has: [MasterProcess.address], master)

      try await ispmanager.addRecord("shop", type: "A", value: "192.0.2.7", to: "example.net")
      try await master.reload(ispmanager, secondary: secondary)
      try await wait(world, "shop.example.net", has: ["192.0.2.7"], master)

      try await ispmanager.removeRecord("shop", type: "A", value: "192.0.2.7", from: "example.net")
      try await master.reload(ispmanager, secondary: secondary)
      try await wait(world, "shop.example.net", has: [], master)
    }
    await nameServer.stop()
    await panel.stop()
  }

  private struct NotConnected: Error {}

  private func world(primaryPort: Int) throws -> World {
    var file = WorldFile()
    file.settings.addressPool = ["127.53.41.0/24"]
    file.settings.primaryPort = primaryPort
    file.resellers = [
      .init(name: "provider", password: "provider-secret", namespace: "company.com")
    ]
    return try World(file)
  }

  /// A billing side with service 117 open, on a server whose ISPmanager has a licence.
  private func billing(_ url: String) async throws -> Provisioner {
    let billing = Provisioner(
      store: try BillingStore(inMemoryWith: SecretKey()), transport: .http(), outbox: MemoryOutbox()
    )
    let provider = try billing.addProvider(named: "P1").id
    let plan = try billing.addPlan(
      named: "T1", provider: provider, nameServers: NameServerResource()
    ).id
    try await billing.addIntegration(
      IntegrationForm(
        panel: "dnsmanager5", name: "I1", url: url, username: "provider",
        password: "provider-secret", providerNS: true))
    try billing.registerBillingDomain(Provisioner.Configuration().billingDomain)
    try billing.order(
      Order(
        id: 117, plan: plan, item: "provider", address: MasterProcess.address, panel: .ispmanager))
    #expect(try await billing.perform(.open, service: 117).isDone)
    return billing
  }

  /// Asks the fake's name server until it gives these addresses.
  private func wait(
    _ world: World, _ name: String, has addresses: [String], _ master: MasterProcess
  ) async throws {
    let query = Message.query(id: 1, Question(name: try Name("\(name)."), type: .a))
    let packet = try query.encoded()
    try await until("\(name) has \(addresses): \(master.log)") {
      let replies = Array(
        world.answerDNS(packet, at: Self.nameServer, over: .udp, from: "127.0.0.1"))
      let reply = try Message(decoding: try #require(replies.first))
      let isAnswer = [.noError, .nameError].contains(reply.header.responseCode)
      return isAnswer && reply.answers.map({ "\($0.data)" }).sorted() == addresses
    }
  }
}
