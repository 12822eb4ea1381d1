internal import FakeDNSmanager

extension FakeSession {
  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String
  ) async throws -> [[UInt8]] {
    try await askDNS(packet, at: server, of: panel, over: transport, from: nil)
  }

  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String,
    from client: String?
  ) async throws -> [[UInt8]] {
    let panel = try panels.panel(panel)
    guard let transport = DNSTransport(rawValue: transport) else {
      throw TargetError.unknownName(
        kind: "transport", name: transport, known: DNSTransport.allCases.map(\.rawValue))
    }
    let address = try panel.serverAddress(server)
    try panels.network.settle()
    let reply = panel.world.answerDNS(
      packet, at: address, over: transport, from: client ?? Self.resolverAddress)
    guard reply.delay < Self.patience else { return [] }
    if reply.delay > .zero { try await Task.sleep(for: reply.delay) }
    return Array(reply)
  }

  /// From where scenarios ask: an address that no namespace has.
  private static let resolverAddress = "127.0.0.1"

  /// How long an answer is waited for; `dig` waits as long.
  private static let patience = Duration.seconds(5)
}
