/// Gives a service its free domain name, and takes it back: one address record in a zone of the
/// provider, no zone and no user (billing reference, 1.12; NS-39).
///
/// The name is noted before the record is asked for, so a run that was cut short finds its own record
/// and makes no second one.
struct FreeDomainGrant {
  let billing: Provisioner
  let service: Service

  /// How many forms of a name are tried.
  ///
  /// Assumed: a template that makes a hundred services collide is a mistake of its author.
  private static let maximumCandidateCount = 100

  private var store: BillingStore { billing.store }

  /// Sees to it that the service has its name; `nil` when it is to have none.
  ///
  /// Only a service without a domain of its own gets one, and once it has one it keeps it.
  ///
  /// - Throws: ``OperationFailure``; what the store throws.
  func make() async throws -> String? {
    if let noted = try store.freeDomain(of: service.id) { return try await settle(noted) }
    guard service.domain == nil, let offer = try store.freeDomainOffer(of: service.plan) else {
      return nil
    }
    let integration = try integration(of: offer)
    let wanted = try name(of: offer)
    guard let address = service.address else {
      throw OperationFailure.permanent(
        .missed("address"),
        "service \(service.id) has no address, which its domain name '\(wanted)' is to lead to")
    }
    return try await claim(wanted, address, integration)
  }

  /// Removes the record and forgets the name; that it is gone already is success.
  ///
  /// - Throws: ``OperationFailure``; what the store throws.
  func remove() async throws {
    guard let noted = try store.freeDomain(of: service.id) else { return }
    if let integration = try store.integration(noted.integration),
      billing.configuration.mutant != .closeKeepsFreeDomain
    {
      try await billing.asking(integration) { client in
        for record in try await records(of: noted.zone, client) where noted.isOurs(record) {
          try await client.deleteRecord(record.key, of: noted.zone)
        }
      }
    }
    try store.drop(noted)
  }

  /// What is wrong with the name of a service that was given one; changes nothing.
  func drift() async throws -> [Drift] {
    guard let noted = try store.freeDomain(of: service.id) else { return [] }
    let integration = try remembered(noted)
    return try await billing.asking(integration) { client in
      try await records(of: noted.zone, client).contains(where: noted.isOurs)
        ? [] : [.missingFreeDomain(noted.name)]
    }
  }
}

extension FreeDomainGrant {
  /// Goes on with a name that was noted.
  private func settle(_ noted: FreeDomain) async throws -> String {
    let integration = try remembered(noted)
    let isSettled = try await billing.asking(integration) { client in
      let records = try await records(of: noted.zone, client).filter(noted.isNamed)
      if records.contains(where: noted.isOurs) { return true }
      guard records.isEmpty else { return false }
      try await client.addAddress(noted.address, to: noted.name, zone: noted.zone)
      return true
    }
    if isSettled {
      try store.noteMade(noted)
      return noted.name
    }
    guard !noted.isMade else {
      throw OperationFailure.permanent(
        .exists("record", noted.name),
        "\(integration.label): the name '\(noted.name)' has other records than the service's "
          + "address \(noted.address); nothing was touched: mend it in DNSmanager")
    }
    // Somebody else took the name before we could.
    try store.drop(noted)
    guard let name = try await make() else { return noted.name }
    return name
  }

  /// Takes the first form of a name that nobody has.
  private func claim(
    _ wanted: String, _ address: String, _ integration: Integration
  ) async throws -> String {
    let zone = try zone(of: wanted, integration)
    let noted = try await billing.asking(integration) { client in
      try await requireZone(zone, integration, client)
      let taken = try await records(of: zone, client)
      let noted = try note(wanted, zone, address, integration, taken)
      try await client.addAddress(address, to: noted.name, zone: zone)
      return noted
    }
    try store.noteMade(noted)
    return noted.name
  }

  private func note(
    _ wanted: String, _ zone: String, _ address: String, _ integration: Integration,
    _ taken: [PanelRecord]
  ) throws -> FreeDomain {
    for number in 1...Self.maximumCandidateCount {
      let candidate = FreeDomain(
        service: service.id, integration: integration.id, zone: zone,
        name: FreeDomainOffer.candidate(wanted, number: number), address: address, isMade: false)
      let isTaken =
        billing.configuration.mutant != .takesNamesOfOthers
        && taken.contains(where: candidate.isNamed)
      if !isTaken, try store.insert(candidate) { return candidate }
    }
    throw OperationFailure.permanent(
      .exists("record", wanted),
      "\(integration.label): '\(wanted)' and its \(Self.maximumCandidateCount - 1) next names in "
        + "the zone '\(zone)' are taken; change the plan's template")
  }
}

extension FreeDomainGrant {
  /// The integration that the plan names, when it may be used for this.
  private func integration(of offer: FreeDomainOffer) throws -> Integration {
    guard let integration = try store.integration(offer.integration), !integration.isRetired else {
      throw OperationFailure.permanent(
        .missed("nameserver", "\(offer.integration)"),
        "integration \(offer.integration), which the plan names for free domain names, was deleted; "
          + "give the plan another one")
    }
    if let owner = integration.provider, owner != service.provider {
      throw OperationFailure.permanent(
        .access("nameserver", "\(integration.id)"),
        "\(integration.label) is for provider \(owner), not \(service.provider)")
    }
    guard integration.freeDomain || billing.configuration.mutant == .ignoresFreeDomainBox else {
      throw OperationFailure.permanent(
        .access("nameserver", "\(integration.id)"),
        "\(integration.label) is not ticked for free domain names, which the plan wants of it")
    }
    guard integration.panel != .ispmanager4 else {
      throw OperationFailure.permanent(
        .value("nameserver", "\(integration.id)"),
        "\(integration.label) is an ISPmanager 4, whose answers nothing here reads")
    }
    return integration
  }

  private func remembered(_ noted: FreeDomain) throws -> Integration {
    guard let integration = try store.integration(noted.integration), !integration.isRetired else {
      throw OperationFailure.permanent(
        .missed("nameserver", "\(noted.integration)"),
        "integration \(noted.integration), which has the name '\(noted.name)', was deleted")
    }
    return integration
  }

  private func name(of offer: FreeDomainOffer) throws -> String {
    do {
      return try offer.name(
        username: billing.login(of: service), id: service.id, type: service.itemType)
    } catch {
      throw OperationFailure.permanent(.value("template", offer.template), error.description)
    }
  }

  private func zone(of name: String, _ integration: Integration) throws -> String {
    guard let zone = try store.freeZone(of: name, integration: integration.id) else {
      throw OperationFailure.permanent(
        .missed("domain", name),
        "\(integration.label) has no zone for free domain names that '\(name)' is in")
    }
    return zone.name
  }

  /// Documented: the zone exists and belongs to the integration's account (billing reference, 1.12).
  private func requireZone(
    _ zone: String, _ integration: Integration, _ client: DNSmanagerClient
  ) async throws {
    let wanted = DomainName.canonical(zone)
    guard try await client.domains().contains(where: { DomainName.canonical($0) == wanted }) else {
      throw OperationFailure.permanent(
        .missed("domain", zone),
        "\(integration.label): '\(integration.username)' has no zone '\(zone)'; make it in "
          + "DNSmanager with this account")
    }
  }

  /// The records of a zone; none when it is gone.
  private func records(
    of zone: String, _ client: DNSmanagerClient
  ) async throws -> [PanelRecord] {
    do {
      return try await client.records(of: zone)
    } catch ClientError.refused(let refusal) where refusal.type == WireWords.missedRefusal {
      return []
    }
  }
}
