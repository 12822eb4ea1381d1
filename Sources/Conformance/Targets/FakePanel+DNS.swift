internal import FakeDNSmanager

extension FakePanel {
  /// Returns the address of a name server that is given by its name, such as `ns1.company.com`, or
  /// by the address itself.
  ///
  /// - Throws: ``TargetError/unknownName(kind:name:known:)`` with the servers that there are.
  func serverAddress(_ server: String) throws -> String {
    var servers: [String: String] = [:]
    for (namespace, addresses) in try world.nameServerAddresses() {
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
    return address
  }

  /// Has the world's name servers misbehave, and returns the number of the fault.
  ///
  /// - Throws: ``TargetError`` for a server, name, type or transport that is none.
  func put(_ wish: DNSFaultWish, calls: ClosedRange<Int>) throws -> Int {
    let match = DNSFault.Match(
      name: wish.name, type: wish.type, address: try wish.server.map(serverAddress),
      client: wish.client, transport: wish.transport.flatMap(DNSTransport.init), messages: calls)
    do {
      return try world.add(DNSFault(wish.simulated, on: match))
    } catch let error as DNSFaultError {
      throw TargetError.world("the fault cannot be put: \(error)")
    }
  }
}

extension DNSFaultWish {
  fileprivate var simulated: DNSFault.Effect {
    switch effect {
    case .drop: .drop
    case .delay: .delay(.milliseconds(milliseconds))
    case .servfail: .serverFailure
    case .lame: .lame
    case .truncate: .truncate
    case .wrongID: .wrongID
    case .stale: .stale
    }
  }
}
