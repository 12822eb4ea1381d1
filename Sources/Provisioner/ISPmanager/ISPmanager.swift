internal import DNSWire
internal import Foundation

/// A simulated ISPmanager on a customer's server: it manages domains and records as their master and
/// keeps a DNSmanager in step, where they are slave zones (NS-21, NS-22, NS-50, NS-51).
///
/// What it calls is not published by the vendor; assumed after programs that work: billing reference,
/// 3.3 and U17. The actor guards its state; commands are given one after another.
public actor ISPmanager {
  /// Tells the name servers of a zone, given by their names, that it has changed (NOTIFY).
  public typealias Notifying = @Sendable (_ zone: String, _ nameServers: [String]) async -> Void

  private(set) var state: ISPmanagerState
  private let transport: PanelTransport
  private let clock: BillingClock
  let mutant: ProvisionerMutant?
  private let notify: Notifying

  init(
    _ state: ISPmanagerState, transport: PanelTransport, clock: BillingClock,
    mutant: ProvisionerMutant?, notify: @escaping Notifying
  ) {
    self.state = state
    self.transport = transport
    self.clock = clock
    self.mutant = mutant
    self.notify = notify
  }

  /// The server's address, from which zones are transferred.
  public var address: String { state.address }

  /// The DNSmanager that is connected; `nil` without one.
  public var slaveServer: SlaveServer? { state.slaveServer }

  /// The domains, in the order in which they were made.
  public var domains: [HostedDomain] { state.domains }

  /// The connected DNSmanager as a client.
  func client(_ server: SlaveServer) -> DNSmanagerClient {
    DNSmanagerClient(
      url: server.url, username: server.username, password: server.password, transport: transport)
  }

  func setMirror(_ mirror: HostedDomain.Mirror, of name: String) {
    guard let index = index(of: name) else { return }
    state.domains[index].mirror = mirror
  }

  /// Where a domain is, however its name is written; earlier versions kept Unicode as it was typed.
  private func index(of name: String) -> Int? {
    let canonical = DomainName.canonical(name)
    return state.domains.firstIndex { $0.name == canonical || $0.name == name }
  }

  /// Notes the DNSmanager that is connected; another one than before has been told of nothing yet.
  func setSlaveServer(_ server: SlaveServer) {
    let old = state.slaveServer
    if old?.url != server.url || old?.username != server.username {
      for index in state.domains.indices { state.domains[index].mirror = .none }
      state.removals = []
    }
    state.slaveServer = server
    state.nameServers = server.nameServers
  }

  func noteRemoval(_ name: String, isDone: Bool) {
    state.removals.removeAll { $0 == name }
    if !isDone { state.removals.append(name) }
  }

  /// The first serial of the day, `YYYYMMDD01`.
  private var today: SerialNumber {
    let style = Date.ISO8601FormatStyle().year().month().day().dateSeparator(.omitted)
    return SerialNumber(UInt32("\(clock.now().formatted(style))01") ?? 1)
  }
}

/// Domains and records, as the customer manages them.
extension ISPmanager {
  /// Creates a domain, and the slave zone in DNSmanager when one is connected.
  ///
  /// The domain is there even when DNSmanager does not take it; the result says how it stands.
  ///
  /// - Throws: ``BillingError`` for a name that is none or is there already; what else the transport
  ///   throws.
  @discardableResult
  public func createDomain(_ name: String) async throws -> HostedDomain.Mirror {
    let name = try DomainName.normalised(name, field: "domain")
    guard index(of: name) == nil else {
      throw BillingError.exists("domain", name)
    }
    state.domains.append(
      try HostedDomain(
        name: name, address: state.address, nameServers: state.nameServers, serial: today))
    noteRemoval(name, isDone: true)
    guard let server = state.slaveServer, mutant != .keepsDomainsToItself else { return .none }
    return try await mirror(name, client(server))
  }

  /// Deletes a domain, and the slave zone in DNSmanager when it is this server's.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)``; what else the transport throws.
  public func deleteDomain(_ name: String) async throws {
    guard let index = index(of: name) else { throw BillingError.noSuch("domain", name) }
    let domain = state.domains.remove(at: index)
    guard let server = state.slaveServer, domain.mirror != .none else { return }
    try await forget(domain.name, client(server))
  }

  /// Adds a record; the name is relative to the domain, `@` is the domain itself.
  ///
  /// Name servers are told at once; DNSmanager has the record when it has transferred the zone.
  ///
  /// - Throws: ``BillingError`` for a domain that is not there and a record that cannot be in it.
  public func addRecord(
    _ name: String, type: String, value: String, to domain: String
  ) async throws {
    try await change(domain) { zone in
      let record = try HostedDomain.record(name, type, value, in: zone)
      do throws(ZoneError) {
        try zone.insert(record)
      } catch {
        throw BillingError.badField("record", value: "\(record)", expected: "possible: \(error)")
      }
    }
  }

  /// Removes a record.
  ///
  /// - Throws: ``BillingError`` for a domain or record that is not there.
  public func removeRecord(
    _ name: String, type: String, value: String, from domain: String
  ) async throws {
    try await change(domain) { zone in
      let record = try HostedDomain.record(name, type, value, in: zone)
      guard zone.remove(record.name, record.data) else {
        throw BillingError.noSuch("record", "\(record)")
      }
    }
  }

  func change(_ domain: String, _ body: (inout Zone) throws -> Void) async throws {
    guard let index = index(of: domain) else { throw BillingError.noSuch("domain", domain) }
    try state.domains[index].change(today: today, keepsSerial: mutant == .keepsSerial, body)
    await notify(state.domains[index].name, state.nameServers)
  }
}
