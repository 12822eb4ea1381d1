internal import FakeDNSmanager

extension FakeSession {
  func traffic() async -> SessionTraffic {
    SessionTraffic(
      sources: panels.all.map { panel in
        panel.world.journal.entries.flatMap { entry in
          [
            Evidence("request to \(panel.name)", entry.request),
            Evidence("answer of \(panel.name)", String(decoding: entry.reply, as: UTF8.self)),
          ]
        }
      } + [mailMessages.map { Evidence("mail", MailReading($0).page) }])
  }
}

extension Journal.Entry {
  /// The form as it was sent, secrets replaced.
  fileprivate var request: String {
    parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }
}
