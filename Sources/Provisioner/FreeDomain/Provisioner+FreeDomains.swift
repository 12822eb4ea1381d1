extension Provisioner {
  /// Registers a zone of the provider in which services get names.
  ///
  /// Looks whether the integration's account has it, unless `unchecked`.
  ///
  /// - Throws: ``BillingError`` for a name that is none, an integration that is not there or does not
  ///   see the zone, and a zone that is registered already; then nothing is saved.
  @discardableResult
  public func addFreeZone(
    _ name: String, integration id: Int64, unchecked: Bool = false
  ) async throws -> FreeZone {
    let integration = try integration(id)
    let name = try DomainName.normalised(name, field: "zone")
    if !unchecked {
      do {
        let domains = try await client(for: integration).domains()
        guard domains.contains(where: { DomainName.canonical($0) == name }) else {
          throw BillingError.badField(
            "zone", value: name, expected: "a zone that '\(integration.username)' has in the panel")
        }
      } catch let error as ClientError {
        throw BillingError.integrationRefused([IntegrationProblem(error, of: integration)])
      }
    }
    return try store.insertFreeZone(name, integration: id)
  }

  /// The zones for free domain names, by id.
  public func freeZones() throws -> [FreeZone] { try store.freeZones() }

  /// Forgets a zone; names in it stay until their services are closed.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)``.
  public func deleteFreeZone(_ id: Int64) throws { try store.deleteFreeZone(id) }

  /// The free domain names that services have, by service.
  public func freeDomains() throws -> [FreeDomain] { try store.freeDomains() }

  /// The free domain name of a service; `nil` when it has none.
  public func freeDomain(of service: Int64) throws -> FreeDomain? {
    try store.freeDomain(of: service)
  }

  /// Checks what a plan says about free domain names.
  ///
  /// - Throws: ``BillingError`` for an integration that is not there, and a template that makes no
  ///   name in one of its zones.
  func validate(_ offer: FreeDomainOffer) throws {
    _ = try integration(offer.integration)
    let sample = try offer.name(username: "dns1", id: 1, type: Service.dedicated)
    guard try store.freeZone(of: sample, integration: offer.integration) != nil else {
      let zones = try store.freeZones().filter { $0.integration == offer.integration }.map(\.name)
      throw BillingError.badField(
        "free-domain-template", value: offer.template,
        expected: zones.isEmpty
          ? "in a zone of integration \(offer.integration), which has none yet: add one first"
          : "a name below \(zones.joined(separator: " or "))")
    }
  }
}
