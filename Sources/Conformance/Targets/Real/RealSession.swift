/// One case on a real panel, with our provisioner as the billing side.
///
/// What only a simulated panel can do is unsupported: faults, a journal of others' requests, name
/// servers at addresses that we know.
struct RealSession: TargetSession {
  private let inner: FakeSession
  private let visit: RealVisit

  init(_ inner: FakeSession, _ visit: RealVisit) {
    self.inner = inner
    self.visit = visit
  }

  var variables: [String: String] { inner.variables }

  func call(_ panel: String, _ form: [Parameter]) async throws -> CallAnswer {
    try await inner.call(panel, form)
  }

  func password(of account: String, on panel: String) async throws -> String {
    try await inner.password(of: account, on: panel)
  }

  func requests(to panel: String) async throws -> [ReceivedRequest] { visit.requests }

  func put(_ fault: PanelFault, on panel: String) async throws {
    throw TargetError.unsupported("faults: it is real")
  }

  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String
  ) async throws -> [[UInt8]] {
    throw TargetError.unsupported("name servers that we could ask")
  }

  func delegate(
    _ domain: String, to servers: [String], signers: [String], on panel: String
  ) async throws {
    throw TargetError.unsupported("root of its own")
  }

  func rootServer(of panel: String) async throws -> String {
    throw TargetError.unsupported("root of its own")
  }

  func order(_ order: ServiceOrder) async throws -> ServiceState { try await inner.order(order) }

  func perform(_ command: ServiceCommand, service: Int64) async throws -> ServiceState {
    try await inner.perform(command, service: service)
  }

  func state(of service: Int64) async throws -> ServiceState { try await inner.state(of: service) }

  func mails(for service: Int64) async throws -> [[UInt8]] { try await inner.mails(for: service) }

  func integration(_ command: IntegrationCommand) async throws -> IntegrationAnswer {
    try await inner.integration(command)
  }

  func ispmanager(
    _ command: ISPmanagerCommand, service: Int64, isNotified: Bool
  ) async throws -> ISPmanagerAnswer {
    throw TargetError.unsupported("way to a simulated ISPmanager")
  }

  func licence(_ command: LicenceCommand) async throws -> LicenceAnswer {
    try await inner.licence(command)
  }

  func contactedHosts() async throws -> [ContactedHost] { try await inner.contactedHosts() }

  func writtenWords() async throws -> WrittenWords { try await inner.writtenWords() }

  func replies() async -> [RecordedReply] { visit.replies(as: inner.panels.all.first?.name ?? "") }

  func secrets() async -> [String] { await inner.secrets() + [visit.secret] }

  func close() async throws -> [LeftoverFault] {
    _ = try await visit.clean()
    return try await inner.close()
  }
}
