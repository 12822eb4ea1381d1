internal import Foundation

/// All that an ISPmanager remembers; as text it holds a password.
struct ISPmanagerState: Sendable {
  /// The server's address.
  let address: String
  /// The name servers that new domains get.
  var nameServers: [String]
  var slaveServer: SlaveServer?
  var domains: [HostedDomain] = []
  /// Domains that were deleted while DNSmanager could not be told.
  var removals: [String] = []

  /// A server with ISPmanager and no domains, which is its own name server.
  ///
  /// Assumed: until it is told others, a panel names itself.
  init(address: String, host: String) {
    self.address = address
    nameServers = ["ns1.\(host)", "ns2.\(host)"]
  }
}

/// The state as JSON, for the sealed column that it is kept in.
extension ISPmanagerState {
  private struct Stored: Codable {
    struct Server: Codable {
      let url: String
      let username: String
      let password: String
      let nameServers: [String]
      let origin: SlaveServer.Origin
    }

    let address: String
    let nameServers: [String]
    let slaveServer: Server?
    let domains: [HostedDomain]
    let removals: [String]
  }

  var json: String {
    get throws {
      let server = slaveServer.map {
        Stored.Server(
          url: $0.url.text, username: $0.username, password: $0.password.text,
          nameServers: $0.nameServers, origin: $0.origin)
      }
      let stored = Stored(
        address: address, nameServers: nameServers, slaveServer: server, domains: domains,
        removals: removals)
      return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
    }
  }

  init(json: String) throws {
    let stored = try JSONDecoder().decode(Stored.self, from: Data(json.utf8))
    address = stored.address
    nameServers = stored.nameServers
    domains = stored.domains
    removals = stored.removals
    slaveServer = try stored.slaveServer.map {
      SlaveServer(
        url: try PanelURL($0.url), username: $0.username, password: Secret($0.password),
        nameServers: $0.nameServers, origin: $0.origin)
    }
  }
}
