/// A command in a situation, and what must be true when it has been done, cut or not.
struct ExplorationFlow: Sendable {
  /// What must be true in the end.
  struct Goal: Sendable {
    var choice: NameServerChoice
    var status = ServiceStatus.active
    /// How many mails the customer has in all.
    var mails: Int
    /// How many more he may have: in a run that was cut, a mail that waited need not be withdrawn.
    var furtherMails = 0
    /// The zones of the user.
    var zones: [String] = []
    /// Whether a person has to look, with exactly one task.
    var isManual = false
    /// The names that lead to the server in the zone for free domain names; `nil` without such a zone.
    var freeNames: [String]?
  }

  let name: String
  let prepare: @Sendable (ExplorationStage) async throws -> Void
  let act: @Sendable (Provisioner) async throws -> Void
  let goal: Goal

  /// The flows of the table, in its order.
  static let all: [Self] =
    [open(.provider), open(.private), open(.none)] + lifecycle + changes + changesWithZones
    + [changeBeforeMail] + syncs + freeDomains

  private static let service = ExplorationStage.service
  private static let zone = "kept.example"

  private static func open(_ choice: NameServerChoice) -> Self {
    Self(
      name: "open/\(choice.rawValue)", prepare: { try $0.order(choice) },
      act: { _ = try await $0.perform(.open, service: service) },
      goal: Goal(choice: choice, mails: choice == .none ? 0 : 1))
  }

  private static func command(
    _ command: Command, from first: Command? = nil, goal: Goal
  ) -> Self {
    Self(
      name: command.rawValue,
      prepare: { stage in
        try await stage.open(.provider)
        if let first { _ = try await stage.provisioner.perform(first, service: service) }
      }, act: { _ = try await $0.perform(command, service: service) }, goal: goal)
  }

  private static let lifecycle: [Self] = [
    command(.suspend, goal: Goal(choice: .provider, status: .suspended, mails: 1)),
    command(.resume, from: .suspend, goal: Goal(choice: .provider, mails: 1)),
    command(.reopen, goal: Goal(choice: .provider, mails: 2)),
    command(.close, goal: Goal(choice: .none, status: .deleted, mails: 1)),
  ]

  private static var changes: [Self] {
    NameServerChoice.allCases.flatMap { old in
      NameServerChoice.allCases.map { new in
        let opened = old == .none ? 0 : 1
        return change(
          old, new, zones: [],
          Goal(choice: new, mails: opened + (new == old || new == .none ? 0 : 1)))
      }
    }
  }

  /// Nothing may happen to zones: the change stops and a person is asked.
  private static var changesWithZones: [Self] {
    [(.provider, .private), (.private, .provider), (.provider, .none), (.private, .none)].map {
      (old: NameServerChoice, new: NameServerChoice) in
      change(
        old, new, zones: [zone], Goal(choice: old, mails: 1, zones: [zone], isManual: true))
    }
  }

  /// The outbox did not take the mail with the password before the customer changed his mind.
  private static let changeBeforeMail = Self(
    name: "setparam/before mail", prepare: { try await $0.openWithoutMail(.provider) },
    act: {
      _ = try await $0.change(
        service, to: ServiceChange(item: NameServerChoice.private.rawValue))
    }, goal: Goal(choice: .private, mails: 1, furtherMails: 1))

  private static func change(
    _ old: NameServerChoice, _ new: NameServerChoice, zones: [String], _ goal: Goal
  ) -> Self {
    Self(
      name: "setparam/\(old.rawValue)-\(new.rawValue)\(zones.isEmpty ? "" : "/zones")",
      prepare: { stage in
        try await stage.open(old)
        for zone in zones { try await stage.makeZone(zone) }
      }, act: { _ = try await $0.change(service, to: ServiceChange(item: new.rawValue)) },
      goal: goal)
  }

  /// The name that the template makes is somebody else's, so the next one is taken.
  private static let freeDomains: [Self] = [
    Self(
      name: "free domain",
      prepare: { stage in
        try await stage.offerFreeDomains()
        try stage.order(.provider, plan: ExplorationStage.planWithDomains)
      }, act: { _ = try await $0.perform(.open, service: service) },
      goal: Goal(choice: .provider, mails: 1, freeNames: [ExplorationStage.nextFreeName])),
    Self(
      name: "free domain/close", prepare: { try await $0.openWithFreeDomain() },
      act: { _ = try await $0.perform(.close, service: service) },
      goal: Goal(choice: .none, status: .deleted, mails: 1, freeNames: [])),
    Self(
      name: "free domain/sync",
      prepare: { stage in
        try await stage.openWithFreeDomain()
        try await stage.removeFreeDomain()
      }, act: { _ = try await $0.perform(.syncItem, service: service) },
      goal: Goal(choice: .provider, mails: 1, freeNames: [ExplorationStage.nextFreeName])),
  ]

  private static let syncs: [Self] = [
    Self(
      name: "sync/missing",
      prepare: { stage in
        try await stage.open(.private)
        try await stage.reseller.deleteUser(ExplorationStage.login)
      }, act: { _ = try await $0.perform(.syncItem, service: service) },
      goal: Goal(choice: .private, mails: 2)),
    Self(
      name: "sync/suspended",
      prepare: { stage in
        try await stage.open(.provider)
        try await stage.makeZone(zone)
        try await stage.reseller.suspendUser(ExplorationStage.login)
      }, act: { _ = try await $0.perform(.syncItem, service: service) },
      goal: Goal(choice: .provider, mails: 1, zones: [zone])),
  ]
}
