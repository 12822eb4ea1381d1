extension Provisioner {
  /// An integration that was saved, with what is odd about it.
  public struct SavedIntegration: Equatable, Sendable {
    /// As it is stored.
    public let integration: Integration
    /// What is odd and allowed.
    public let warnings: [String]
  }

  /// Adds an integration after trying it (assumed: billing reference, U6).
  ///
  /// With `unchecked` it is saved without asking the panel.
  ///
  /// - Throws: ``BillingError`` for a field, or ``BillingError/integrationRefused(_:)``; then nothing
  ///   is saved.
  @discardableResult
  public func addIntegration(
    _ form: IntegrationForm, unchecked: Bool = false
  ) async throws -> SavedIntegration {
    let integration = try form.misread(by: configuration.mutant).validated()
    let warnings = try await warningsBeforeSaving(integration, unchecked: unchecked)
    return SavedIntegration(integration: try store.insert(integration), warnings: warnings)
  }

  /// Changes an integration, which keeps its place (NS-46).
  ///
  /// - Throws: As ``addIntegration(_:unchecked:)``, and ``BillingError/noSuch(_:_:)``.
  @discardableResult
  public func editIntegration(
    _ id: Int64, _ form: IntegrationForm, unchecked: Bool = false
  ) async throws -> SavedIntegration {
    _ = try integration(id)
    let changed = try form.misread(by: configuration.mutant).validated(id: id)
    let warnings = try await warningsBeforeSaving(changed, unchecked: unchecked)
    if configuration.mutant == .editMovesIntegration {
      try store.deleteIntegration(id, force: true)
      return SavedIntegration(integration: try store.insert(changed), warnings: warnings)
    }
    let saved = try store.update(changed)
    if !unchecked { try store.dropProblems(of: id) }
    return SavedIntegration(integration: saved, warnings: warnings)
  }

  /// The integrations that are not deleted, in their order.
  public func integrations() throws -> [Integration] {
    try store.integrations().filter { !$0.isRetired }
  }

  /// The integration with an id.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)``, also for a deleted one.
  public func integration(_ id: Int64) throws -> Integration {
    guard let found = try store.integration(id), !found.isRetired else {
      throw BillingError.noSuch("integration", "\(id)")
    }
    return found
  }

  /// Deletes an integration.
  ///
  /// With `force` one that services use is deleted too; its record is kept for closing them and for
  /// nothing else (U15).
  ///
  /// - Throws: ``BillingError/integrationInUse(id:services:)``, ``BillingError/noSuch(_:_:)``.
  public func deleteIntegration(_ id: Int64, force: Bool = false) throws {
    guard configuration.mutant != .keepsDeletedIntegrations else { return _ = try integration(id) }
    try store.deleteIntegration(id, force: force)
  }

  /// Tries an integration that is saved; where nothing is wrong any more, its problem ends.
  public func checkIntegration(_ id: Int64) async throws -> IntegrationReport {
    let report = try await report(on: integration(id))
    if report.problems.isEmpty { try store.dropProblems(of: id) }
    return report
  }

  /// Which integration a new order would use, and why.
  public func integrationChoice(
    provider: Int64, choice: NameServerChoice
  ) throws -> IntegrationChoice {
    IntegrationChoice.choose(
      from: try store.integrations(), provider: provider, choice: choice,
      mutant: configuration.mutant)
  }

  private func warningsBeforeSaving(
    _ integration: Integration, unchecked: Bool
  ) async throws -> [String] {
    guard !unchecked else { return contradictions(in: integration) + ["it was not checked"] }
    let report = try await report(on: integration)
    guard report.problems.isEmpty || configuration.mutant == .savesBadIntegration else {
      throw BillingError.integrationRefused(report.problems)
    }
    return report.warnings
  }

  private func report(on integration: Integration) async throws -> IntegrationReport {
    var warnings = contradictions(in: integration)
    guard integration.panel != .ispmanager4 else {
      // Its answers have another shape, which nothing here reads.
      return IntegrationReport(problems: [], warnings: warnings + ["ISPmanager 4 is not checked"])
    }
    do {
      let client = client(for: integration)
      let account = try await client.whoami()
      if let needed = neededLevel(integration), account.level != needed {
        let problem = IntegrationProblem.wrongRole(
          username: integration.username, level: account.level, needed: needed)
        return IntegrationReport(problems: [problem], warnings: warnings)
      }
      if account.level == WireWords.resellerLevel,
        try await client.withNamespace(account).namespace == nil
      {
        warnings.append(
          "the panel does not tell the reseller's namespace; give him one in DNSmanager if he has "
            + "none, or provider name servers cannot be ordered")
      }
      return IntegrationReport(problems: [], warnings: warnings)
    } catch let error as ClientError {
      return IntegrationReport(
        problems: [IntegrationProblem(error, of: integration)], warnings: warnings)
    }
  }

  /// Documented: a reseller for provider and private, a user for free domains (reference 1.1).
  private func neededLevel(_ integration: Integration) -> Int? {
    if integration.providerNS || integration.privateNS { return WireWords.resellerLevel }
    return integration.freeDomain ? WireWords.userLevel : nil
  }

  private func contradictions(in integration: Integration) -> [String] {
    let servesUsers = integration.providerNS || integration.privateNS
    if integration.freeDomain && servesUsers {
      return [
        "free domain names need an account of role user, provider and private name servers one of "
          + "role reseller: use two integrations"
      ]
    }
    return integration.freeDomain || servesUsers ? [] : ["no box is ticked: it is never used"]
  }
}
