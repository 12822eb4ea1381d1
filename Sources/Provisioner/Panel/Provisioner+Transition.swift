extension Provisioner {
  /// The address that opens the service's DNSmanager for its customer, once and for a short time:
  /// "go to the panel" (billing reference, 2.6).
  ///
  /// It is as good as a password as long as it is good.
  ///
  /// - Throws: ``BillingError`` when there is no such service, or it is not active;
  ///   ``OperationFailure`` when it has no user, or the panel cannot be asked.
  public func panelTransition(of id: Int64) async throws -> Secret {
    let service = try store.service(id)
    guard service.status == .active else {
      throw BillingError.notActive(service: id, status: service.status)
    }
    guard let integration = try integrationToSwitch(of: service) else {
      throw OperationFailure.permanent(
        .missed("user", login(of: service)),
        "service \(id) has no name servers, so no panel to go to")
    }
    let login = login(of: service)
    // A key of our own making, longer than the documented minimum (API reference, 1.2).
    let key = passwords.next()
    try await asking(integration) { try await $0.takeSessionKey(key, for: login) }
    let panel = integration.publicURL ?? integration.url
    return Secret(
      "\(panel.text)?\(WireWords.function)=\(WireWords.signIn)&\(WireWords.username)=\(login)"
        + "&\(WireWords.sessionKey)=\(key.text)&checkcookie=no")
  }
}
