extension PartnerSession {
  func integration(_ command: IntegrationCommand) async throws -> IntegrationAnswer {
    var answer = IntegrationAnswer(outcome: "done")
    switch command {
    case .add(let fields):
      let new = PartnerOrder.Integration(
        type: "dnsmanager5", name: "", panel: "", url: "", username: "", password: "")
      let form = try filled(new, from: fields)
      answer = try await checked(form, contact: !fields.unchecked)
      if answer.outcome == "done" { with { $0.integrations.append(form) } }
    case .edit(let name, let fields):
      let index = try index(of: name)
      let form = try filled(with { $0.integrations[index] }, from: fields)
      answer = try await checked(form, contact: !fields.unchecked)
      if answer.outcome == "done" { with { $0.integrations[index] = form } }
    case .delete(let name, let force):
      _ = try index(of: name)
      answer = with { $0.delete(name, force: force) }
    case .check(let name):
      let index = try index(of: name)
      answer = try await checked(with { $0.integrations[index] }, contact: true)
    case .list: break
    }
    answer.names = with { $0.integrations.filter { !$0.retired }.map(\.name) }
    return answer
  }

  private func checked(
    _ form: PartnerOrder.Integration, contact: Bool
  ) async throws -> IntegrationAnswer {
    let said = try await check(form, contact: contact)
    var answer = IntegrationAnswer(
      outcome: said.outcome == .done ? "done" : "refused", error: said.error)
    answer.warnings = said.warnings ?? []
    return answer
  }

  private func index(of name: String) throws -> Int {
    let all = with { $0.integrations }
    guard let index = all.firstIndex(where: { $0.name == name && !$0.retired }) else {
      throw TargetError.unknownName(kind: "integration", name: name, known: all.map(\.name))
    }
    return index
  }

  /// Types what the scenario gives into the form; the rest stays as it is.
  private func filled(
    _ form: PartnerOrder.Integration, from written: IntegrationFields
  ) throws -> PartnerOrder.Integration {
    let isNew = form.url.isEmpty
    var form = form
    form.type = written.type ?? form.type
    form.name = written.name ?? form.name
    form.username = written.username ?? form.username
    form.panel = written.panel ?? form.panel
    if let url = written.url {
      form.url = url
    } else if isNew || written.panel != nil {
      form.url = try panels.panels.panel(form.panel).url
    }
    if let password = written.password {
      form.password = password
    } else if isNew {
      form.password = try panels.worldPassword(of: form.username, on: form.panel)
    }
    if let provider = written.provider { form.provider = provider.isEmpty ? nil : provider }
    form.freeDomain = written.freeDomain ?? form.freeDomain
    form.providerNS = written.providerNS ?? form.providerNS
    form.privateNS = written.privateNS ?? form.privateNS
    return form
  }
}
