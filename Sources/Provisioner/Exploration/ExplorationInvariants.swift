/// What must be true after every run, wherever it was cut.
struct ExplorationInvariants {
  let stage: ExplorationStage
  let goal: ExplorationFlow.Goal

  /// The sentences that are not true; empty when all is well.
  func violations() async throws -> [String] {
    let users = try await stage.reseller.users().filter { $0.name != ExplorationStage.zoneOwner }
    let provisioner = stage.provisioner
    let service = try provisioner.service(ExplorationStage.service)
    var broken =
      try await userViolations(users) + records(provisioner, service)
      + freeDomainViolations()
    if stage.strayRequestCount > 0 { broken.append("the second integration was asked") }
    if !(goal.mails...goal.mails + goal.furtherMails).contains(stage.outbox.mails.count) {
      broken.append("\(stage.outbox.mails.count) mails instead of \(goal.mails)")
    }
    if service.status == .active || service.status == .suspended, !goal.isManual {
      broken += try await provisioner.drift(of: service.id).map { "drift: \($0)" }
    }
    return broken
  }

  private func records(_ provisioner: Provisioner, _ service: Service) throws -> [String] {
    var broken: [String] = []
    let operations = try provisioner.operations()
    if service.status != goal.status {
      broken.append("the service is \(service.status.name) instead of \(goal.status.name)")
    }
    if goal.isManual != operations.contains(where: \.isManual)
      || (!goal.isManual && !operations.isEmpty)
    {
      broken.append("the operations left are \(operations.map(\.command.rawValue))")
    }
    let tasks = try provisioner.tasks().count
    if tasks != (goal.isManual ? 1 : 0) { broken.append("\(tasks) tasks") }
    if try provisioner.mails().contains(where: { $0.state == .pending }) {
      broken.append("a mail still waits")
    }
    return broken
  }

  /// One record for the name and none for others, and what was somebody else's is as it was.
  private func freeDomainViolations() async throws -> [String] {
    guard let wanted = goal.freeNames else { return [] }
    let records = try await stage.freeRecords().map { "\($0.name) \($0.value)" }
    let expected =
      ["\(ExplorationStage.takenName). \(ExplorationStage.foreignAddress)"]
      + wanted.map { "\($0). \(ExplorationStage.serverAddress)" }
    var broken = records.sorted() == expected.sorted() ? [] : ["the free domains are \(records)"]
    let noted = try stage.provisioner.freeDomains()
    if noted.map(\.name) != wanted || !noted.allSatisfy(\.isMade) {
      broken.append("the noted domains are \(noted.map(\.name))")
    }
    return broken
  }

  private func userViolations(_ users: [PanelUser]) async throws -> [String] {
    let login = ExplorationStage.login
    let shared = try await stage.reseller.whoami().namespace ?? ""
    let namespaces = try await stage.client(stage.panel.administrator).namespaces()
    guard goal.choice != .none else {
      return (users.isEmpty ? [] : ["a user is left"])
        + (namespaces.contains { $0.hasPrefix(login) } ? ["an orphan namespace is left"] : [])
    }
    guard users.map(\.name) == [login], let user = users.first else {
      return ["the users are \(users.map(\.name)) instead of \(login)"]
    }
    var broken: [String] = []
    if user.parent != stage.panel.reseller.name { broken.append("the parent is wrong") }
    let own = "\(login).\(shared)"
    if user.namespace != (goal.choice == .private ? own : shared) {
      broken.append("the namespace is \(user.namespace ?? "unknown")")
    }
    if namespaces.contains(own) != (goal.choice == .private) {
      broken.append("the namespaces are \(namespaces)")
    }
    if user.isActive != (goal.status == .active) { broken.append("the user's activity is wrong") }
    if try await stage.reseller.domains(actingAs: login) != goal.zones {
      broken.append("zones were lost")
    }
    return try await broken + passwordViolations(user)
  }

  /// The password that was mailed last is the one that is stored, and it logs in.
  private func passwordViolations(_ user: PanelUser) async throws -> [String] {
    let stored = try stage.provisioner.reveal(.password, of: ExplorationStage.service)
    guard let stored else { return ["no password is stored"] }
    // Seeded passwords are letters and digits: quoted-printable leaves them alone.
    let mailed = stage.outbox.mails.last {
      $0.message.contains("Password: ") && !$0.message.contains("as before")
    }
    guard let mailed, mailed.message.contains("Password: \(stored.text)\r\n") else {
      return ["the mailed password is not the stored one"]
    }
    guard user.isActive == true else { return [] }
    let account = ExplorationPanel.Account(name: user.name, password: stored)
    do {
      _ = try await stage.client(account).whoami()
      return []
    } catch ClientError.refused {
      return ["the mailed password does not log in"]
    }
  }
}
