extension Provisioner {
  /// Works on the simulated ISPmanager of a service's server, and keeps what became of it.
  ///
  /// It is installed when it is used for the first time, by whomever: the server is the customer's. What
  /// it remembers is kept beside the service, sealed, and is gone when the service is closed. One caller
  /// at a time, also among processes.
  ///
  /// - Parameters:
  ///   - service: The service's id.
  ///   - notify: How its name server tells others of changes; nobody is told without it.
  ///   - work: What to do; the state is kept also when it throws.
  /// - Returns: What `work` returns.
  /// - Throws: ``BillingError`` for a service that is not there, closed, or without an address; what
  ///   `work` throws.
  public func withISPmanager<Value: Sendable>(
    of service: Int64, notify: @escaping ISPmanager.Notifying = { _, _ in },
    _ work: @Sendable (ISPmanager) async throws -> Value
  ) async throws -> Value {
    try await store.locks.withLock(service) {
      let ispmanager = try ispmanager(of: store.service(service), notify)
      do {
        let value = try await work(ispmanager)
        try await store.saveISPmanager(ispmanager.state.json, of: service)
        return value
      } catch {
        try await store.saveISPmanager(ispmanager.state.json, of: service)
        throw error
      }
    }
  }

  /// Has an ISPmanager ask the billing side of its licence for settings, and connect with them.
  ///
  /// - Returns: What the billing side gave; the ISPmanager is connected when it gave settings.
  /// - Throws: ``BillingError`` when the service has no licence, ``ConnectionRefused`` when DNSmanager
  ///   does not accept the settings.
  public func connectByLicence(_ ispmanager: ISPmanager, service: Int64) async throws -> HandOver {
    guard let licence = try licence(of: service) else {
      throw BillingError.noSuch("licence for service", "\(service)")
    }
    let handOver = try handOver(to: licence)
    if case .settings(let server) = handOver { try await ispmanager.connect(to: server) }
    return handOver
  }

  private func ispmanager(
    of service: Service, _ notify: @escaping ISPmanager.Notifying
  ) throws -> ISPmanager {
    guard service.status != .deleted else {
      throw BillingError.noSuch("server of the closed service", "\(service.id)")
    }
    guard let address = service.address else {
      throw BillingError.badField(
        "address", value: "", expected: "the address of the server, given with the order")
    }
    let state =
      try store.ispmanager(of: service.id).map { try ISPmanagerState(json: $0) }
      ?? ISPmanagerState(address: address, host: "server\(service.id).nslab.invalid")
    return ISPmanager(
      state, transport: loggedTransport, clock: clock, mutant: configuration.mutant, notify: notify)
  }
}
