extension PartnerSession {
  func traffic() async -> SessionTraffic {
    SessionTraffic(
      sources: [orders] + (await panels.traffic()).sources
        + [mails.messages(at: host).map { Evidence("mail", MailReading($0).page) }])
  }
}

extension PartnerOrder {
  /// The order in one line for people, without what is secret or the same in each.
  var summary: String {
    let named: [(String, String?)] = [
      ("service", service?.id), ("plan", plan?.name), ("choice", service?.choice),
      ("domain", service?.domain), ("namespace", service?.namespace),
      ("integration", candidate?.name),
    ]
    let words = named.compactMap { name, value in value.map { "\(name) \($0)" } }
    return (["\(command.rawValue), try \(self.try)"] + words).joined(separator: ", ")
  }
}

extension PartnerAnswer {
  /// The answer in one line for people; of what it wants to have back only the names.
  var summary: String {
    let named: [(String, String?)] = [
      ("status", status), ("integration", integration), ("login", login), ("namespace", namespace),
      ("error", error), ("warnings", warnings?.joined(separator: "; ")),
      ("parameters", parameters?.keys.sorted().joined(separator: " ")),
    ]
    let words = named.compactMap { name, value in value.map { "\(name) \($0)" } }
    return ([outcome.rawValue] + words).joined(separator: ", ")
  }
}
