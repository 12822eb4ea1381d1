internal import Logging

extension Provisioner {
  func client(for integration: Integration) -> DNSmanagerClient {
    DNSmanagerClient(
      url: integration.url, username: integration.username, password: integration.password,
      verifiesTLS: integration.verifiesTLS, transport: loggedTransport)
  }

  /// The transport, with each request in the log at trace level, and the store kept before a change.
  ///
  /// Of a form the log gets the function and the element alone, for the rest holds passwords (NS-59).
  var loggedTransport: PanelTransport {
    PanelTransport { [transport, store, logger, configuration] request in
      var metadata: Logger.Metadata = [
        "url": "\(request.url)", "func": "\(request.value(of: WireWords.function) ?? "")",
        "elid": "\(request.value(of: WireWords.element) ?? "")",
      ]
      if configuration.mutant == .logsForms {
        metadata["form"] = "\(request.form.map { "\($0.name)=\($0.value)" })"
      }
      logger.trace("Asking a panel.", metadata: metadata)
      // A panel must not know more than we would after a power failure.
      if request.value(of: WireWords.perform) != nil { try await store.keep() }
      return try await transport.send(request)
    }
  }

  /// What no provisioner does (NS-20); only the mutant asks here.
  func callRegistrar() async throws {
    let url = try PanelURL("https://registrar.nslab.invalid/api")
    _ = try? await transport.send(PanelRequest(url: url, form: [(WireWords.function, "delegate")]))
  }

  /// Calls the panel of an integration; what it refuses becomes a failure that names it.
  func asking<Value>(
    _ integration: Integration, _ calls: (DNSmanagerClient) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await calls(client(for: integration))
      return value
    } catch let error as ClientError {
      guard configuration.mutant == .tellsPasswords else {
        throw OperationFailure(error, at: integration)
      }
      throw OperationFailure.temporary(
        FailureCause(error, at: integration), "\(error) (password \(integration.password.text))")
    }
  }

  /// The DNSmanager user of a service: `dns` and its id, nothing else (NS-09).
  func login(of service: Service) -> String {
    switch configuration.mutant {
    case .dropsDnsPrefix: "\(service.id)"
    case .namesAfterPlan: "dns\(service.plan)"
    default: "dns\(service.id)"
    }
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
        .missed("nameserver", text),
        "integration \(text), which made the user \(login(of: service)), was deleted; close the "
          + "service, or add the user's panel again and change the service by hand")
    }
    return integration
  }
}
