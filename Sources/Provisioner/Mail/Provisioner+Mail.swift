internal import Logging

extension Provisioner {
  func compose(
    _ account: OpenedAccount, for service: Service, _ integration: Integration,
    _ operation: RunningOperation?
  ) throws -> ComposedMail {
    var names = account.names.all
    if configuration.mutant == .mailWithoutNs2 { names.removeLast() }
    if configuration.mutant == .mailsThirdServer { names.append("ns3.\(account.names.namespace)") }
    let mail = ActivationMail(
      sender: configuration.sender, recipient: service.email, language: configuration.language,
      service: service.id, operation: operation?.id ?? 0,
      panel: integration.publicURL ?? integration.url, login: account.login,
      password: account.password,
      nameServers: names,
      domain: try store.freeDomain(of: service.id)?.name,
      date: clock.now(),
      template: try store.mailTemplate(
        of: service.provider, language: configuration.language))
    return ComposedMail(
      recipient: service.email, date: mail.date, message: try mail.message())
  }

  /// Hands a service's recorded mail to the outbox.
  ///
  /// A refusal keeps it for another try.
  func deliverMail(of service: Int64) async throws -> Completion.Mail {
    guard let mail = try store.pendingMail(of: service, from: configuration.sender) else {
      return .none
    }
    try await store.keep()
    do {
      try await outbox.deliver(mail)
    } catch {
      logger.warning(
        "The outbox refused a mail.", metadata: ["service": "\(service)", "reason": "\(error)"])
      return .pending("\(error)")
    }
    try configuration.checkpoint(.mailDelivered)
    try store.markSent(mail)
    return .sent
  }
}
