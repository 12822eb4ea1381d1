extension Provisioner {
  /// Registers a BILLmanager's domain name with the licence account, as the vendor's support does for
  /// those who ask (NS-53).
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)``.
  public func registerBillingDomain(_ domain: String) throws {
    try store.registerBillingDomain(DomainName.normalised(domain, field: "billing-domain"))
  }

  /// The domain name that is registered; `nil` before support has done it.
  public func registeredBillingDomain() throws -> String? { try store.registeredBillingDomain() }

  /// The licences of services that are not closed, in the order in which they were ordered.
  public func licences() throws -> [Licence] { try store.licences() }

  /// The licence of a service's server; `nil` without one.
  public func licence(of service: Int64) throws -> Licence? { try store.licence(of: service) }

  /// Answers an ISPmanager that asks, with its licence, the billing side that the licence names.
  ///
  /// Only a service that is active with ISPmanager and provider name servers gets settings (NS-48,
  /// NS-49). That the ISPmanager asks, and is known by its licence, is assumed: billing reference,
  /// section 4 and U16.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)`` for a licence that was not ordered here.
  public func handOver(to licence: Licence) throws -> HandOver {
    guard try store.licence(of: licence.service) == licence else {
      throw BillingError.noSuch("licence", "\(licence.id)")
    }
    guard let domain = licence.billingDomain else {
      return .nothing(reason: "the licence carries no settings")
    }
    guard domain == DomainName.canonical(configuration.billingDomain) else {
      return .nothing(reason: "'\(domain)' is not the domain of this billing side")
    }
    let service = try store.service(licence.service)
    guard service.status == .active, service.panel == .ispmanager else {
      return .nothing(reason: "the service is no active server with ISPmanager")
    }
    let provided = try providedChoice(of: service)
    guard provided == .provider || configuration.mutant == .handsOverForPrivate else {
      return .nothing(reason: "the service does not have provider name servers")
    }
    guard configuration.mutant != .neverHandsOver else { return .nothing(reason: "(a mutant)") }
    return try settings(for: service)
  }

  private func settings(for service: Service) throws -> HandOver {
    func value(_ name: ServiceParameter.Name) throws -> String? {
      try store.parameter(name, of: service.id)
    }
    guard let url = try value(.url), let login = try value(.username),
      let password = try value(.password)
    else { return .nothing(reason: "the service's access to DNSmanager is not known") }
    return .settings(
      SlaveServer(
        url: try PanelURL(url), username: login, password: Secret(password),
        nameServers: try [.ns1, .ns2].compactMap(value), origin: .licence))
  }

  /// Orders the licence of a server with ISPmanager, once.
  func orderLicence(for service: Service) throws {
    guard service.panel == .ispmanager, let address = service.address else { return }
    let fallback =
      configuration.mutant == .connectsUnregistered ? configuration.billingDomain : nil
    try store.insertLicence(
      service: service.id, address: address, fallback: fallback,
      isOnlyFirst: configuration.mutant == .onlyFirstLicenceHasSettings)
  }
}
