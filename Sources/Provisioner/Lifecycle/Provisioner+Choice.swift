extension Provisioner {
  /// What the customer chose, by the plan's resource `ns` (NS-02, NS-04).
  ///
  /// - Throws: A permanent failure for an item that the resource does not have.
  func choice(of service: Service) throws -> NameServerChoice {
    guard let resource = try store.plan(service.plan).nameServers, resource.isEnabled
    else { return configuration.mutant == .servesWithoutResource ? .provider : .none }
    guard let choice = resource.choice(named: service.item),
      choice != .private || configuration.mutant != .offersTwoChoices
    else {
      let known = resource.items.map(\.name).joined(separator: ", ")
      throw OperationFailure.permanent(
        .value("ns", service.item ?? resource.defaultItem),
        "the item '\(service.item ?? resource.defaultItem)' of the resource ns is unknown; "
          + "it must be one of \(known)")
    }
    return choice
  }

  /// The integration that serves a choice today.
  ///
  /// - Throws: A permanent failure when there is none (NS-41).
  func firstIntegration(
    for choice: NameServerChoice, of service: Service
  ) throws -> (Integration, reason: String) {
    switch try integrationChoice(provider: service.provider, choice: choice) {
    case .chosen(let integration, let reason): return (integration, reason)
    case .refused(let reason):
      throw OperationFailure.permanent(.missed("nameserver", choice.rawValue), reason)
    }
  }

  /// What the service has now; `nil` while a command that was cut short has made it unknown.
  func providedChoice(of service: Service) throws -> NameServerChoice? {
    guard try store.parameter(.integration, of: service.id) != nil else {
      return NameServerChoice.none
    }
    return try store.parameter(.mode, of: service.id).flatMap(NameServerChoice.init)
  }
}
