internal import Provisioner

extension FakeSession {
  func integration(_ command: IntegrationCommand) async throws -> IntegrationAnswer {
    var answer = IntegrationAnswer(outcome: "done")
    do {
      switch command {
      case .add(let form):
        let new = IntegrationForm(
          panel: PanelKind.dnsmanager5.rawValue, name: "", url: "", username: "", password: "")
        answer.warnings = try await provisioner.addIntegration(
          try filled(new, from: form, isNew: true), unchecked: form.unchecked
        ).warnings
      case .edit(let name, let form):
        let old = try named(name)
        answer.warnings = try await provisioner.editIntegration(
          old.id, try filled(.init(old), from: form, isNew: false), unchecked: form.unchecked
        ).warnings
      case .delete(let name, let force):
        try provisioner.deleteIntegration(try named(name).id, force: force)
      case .check(let name):
        let report = try await provisioner.checkIntegration(try named(name).id)
        answer.warnings = report.warnings
        if !report.problems.isEmpty {
          answer.outcome = "refused"
          answer.error = report.problems.map { "\($0)" }.joined(separator: "; ")
        }
      case .list: break
      }
    } catch let error as BillingError {
      answer.outcome = "refused"
      answer.error = "\(error)"
    }
    answer.names = try provisioner.integrations().map(\.name)
    return answer
  }

  private func named(_ name: String) throws -> Integration {
    let all = try provisioner.integrations()
    guard let found = all.first(where: { $0.name == name }) else {
      throw TargetError.unknownName(kind: "integration", name: name, known: all.map(\.name))
    }
    return found
  }

  /// Types what the scenario gives into the form; the rest stays as it is.
  private func filled(
    _ form: IntegrationForm, from written: IntegrationFields, isNew: Bool
  ) throws -> IntegrationForm {
    var form = form
    if let type = written.type { form.panel = type == "none" ? nil : type }
    if let name = written.name { form.name = name }
    if let username = written.username { form.username = username }
    if let url = written.url {
      form.url = url
    } else if isNew || written.panel != nil {
      form.url = try panels.panel(written.panel ?? "").url
    }
    if let password = written.password {
      form.password = Secret(password)
    } else if isNew {
      form.password = Secret(
        try worldPassword(of: form.username, on: written.panel ?? ""))
    }
    if let provider = written.provider { form.provider = try providerID(provider) }
    form.freeDomain = written.freeDomain ?? form.freeDomain
    form.providerNS = written.providerNS ?? form.providerNS
    form.privateNS = written.privateNS ?? form.privateNS
    return form
  }

  /// The provider of a name; `nil`, which means all, for an empty one.
  private func providerID(_ name: String) throws -> Int64? {
    guard !name.isEmpty else { return nil }
    let all = try provisioner.providers()
    guard let found = all.first(where: { $0.name == name }) else {
      throw TargetError.unknownName(kind: "provider", name: name, known: all.map(\.name))
    }
    return found.id
  }
}
