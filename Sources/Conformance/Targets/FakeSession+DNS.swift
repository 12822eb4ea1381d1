internal import FakeDNSmanager

extension FakeSession {
  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String
  ) async throws -> [[UInt8]] {
    let world = try panels.panel(panel).world
    guard let transport = DNSTransport(rawValue: transport) else {
      throw TargetError.unknownName(
        kind: "transport", name: transport, known: DNSTransport.allCases.map(\.rawValue))
    }
    let addresses = try world.nameServerAddresses()
    var servers: [String: String] = [:]
    for (namespace, addresses) in addresses {
      servers["ns1.\(namespace)"] = addresses.first
      servers["ns2.\(namespace)"] = addresses.last
      for address in addresses { servers[address] = address }
    }
    for address in try world.parentZones().map({ [$0.rootAddress, $0.registryAddress] }) ?? [] {
      servers[address] = address
    }
    guard let address = servers[server] else {
      throw TargetError.unknownName(
        kind: "name server", name: server, known: servers.keys.sorted())
    }
    return Array(
      world.answerDNS(packet, at: address, over: transport, from: Self.resolverAddress))
  }

  /// From where scenarios ask: an address that no namespace has.
  private static let resolverAddress = "127.0.0.1"
}
