extension PartnerSession {
  var variables: [String: String] { panels.variables }

  func call(_ panel: String, _ form: [Parameter]) async throws -> CallAnswer {
    try await panels.call(panel, form)
  }

  func password(of account: String, on panel: String) async throws -> String {
    try await panels.password(of: account, on: panel)
  }

  func requests(to panel: String) async throws -> [ReceivedRequest] {
    try await panels.requests(to: panel)
  }

  func put(_ fault: PanelFault, on panel: String) async throws {
    try await panels.put(fault, on: panel)
  }

  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String
  ) async throws -> [[UInt8]] {
    try await panels.askDNS(packet, at: server, of: panel, over: transport)
  }

  func delegate(
    _ domain: String, to servers: [String], signers: [String], on panel: String
  ) async throws {
    try await panels.delegate(domain, to: servers, signers: signers, on: panel)
  }

  func rootServer(of panel: String) async throws -> String {
    try await panels.rootServer(of: panel)
  }

  func rememberState() async throws -> RememberedState { try await panels.rememberState() }

  func faultCount() async -> Int { await panels.faultCount() }

  func removeFaults(after count: Int) async throws -> [LeftoverFault] {
    try await panels.removeFaults(after: count)
  }

  func replies() async -> [RecordedReply] { await panels.replies() }

  func close() async throws -> [LeftoverFault] { try await panels.close() }
}

/// What the contract of orders and answers has no words for.
extension PartnerSession {
  func ispmanager(
    _ command: ISPmanagerCommand, service: Int64, isNotified: Bool
  ) async throws -> ISPmanagerAnswer {
    throw TargetError.unsupported("part for ISPmanager in the contract with partners")
  }

  func licence(_ command: LicenceCommand) async throws -> LicenceAnswer {
    throw TargetError.unsupported("part for licences in the contract with partners")
  }

  func contactedHosts() async throws -> [ContactedHost] {
    throw TargetError.unsupported("list of the hosts that it has called")
  }

  func writtenWords() async throws -> WrittenWords {
    throw TargetError.unsupported("log that could be read")
  }
}
