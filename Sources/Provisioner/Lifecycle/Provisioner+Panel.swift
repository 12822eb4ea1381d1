extension Provisioner {
  func client(for integration: Integration) -> DNSmanagerClient {
    DNSmanagerClient(
      url: integration.url, username: integration.username, password: integration.password,
      verifiesTLS: integration.verifiesTLS, transport: transport)
  }

  /// Calls the panel of an integration; what it refuses becomes a failure that names it.
  func asking<Value>(
    _ integration: Integration, _ calls: (DNSmanagerClient) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await calls(client(for: integration))
      return value
    } catch let error as ClientError {
      throw OperationFailure(error, at: integration)
    }
  }

  /// The DNSmanager user of a service: `dns` and its id, nothing else (NS-09).
  func login(of service: Service) -> String {
    configuration.mutant == .dropsDnsPrefix ? "\(service.id)" : "dns\(service.id)"
  }

  /// The integration that made the service's user, whatever is ticked today; `nil` without a user.
  ///
  /// - Throws: A permanent failure when it was deleted, unless retired ones are allowed.
  func rememberedIntegration(
    of service: Service, allowsRetired: Bool = false
  ) throws -> Integration? {
    guard let text = try store.parameter(.integration, of: service.id) else { return nil }
    if configuration.mutant == .forgetsIntegrationOfOldServices {
      return try store.integrations().first { !$0.isRetired && ($0.providerNS || $0.privateNS) }
    }
    let integration = try Int64(text).flatMap { try store.integration($0) }
    guard let integration, allowsRetired || !integration.isRetired else {
      throw OperationFailure.permanent(
        "integration \(text), which made the user \(login(of: service)), was deleted; close the "
          + "service, or add the user's panel again and change the service by hand")
    }
    return integration
  }
}
