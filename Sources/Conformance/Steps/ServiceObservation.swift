extension StepContract {
  /// What every step that concerns one service shows.
  static let serviceSubjects: [Subject] = [
    Subject(
      "outcome",
      "`done`, `retrying` (temporary, will be tried again), `manual`, or `refused` (not begun)"),
    Subject("error", "why it is not done; absent when it is"),
    Subject("status", "`ordered`, `active`, `suspended`, `deleted`, `processing`, or `none`"),
    Subject("integration", "name of the integration that serves it; absent without one"),
    Subject("login", "the account in DNSmanager; absent without one"),
    Subject("namespace", "the namespace that the login uses; absent without one"),
    Subject("domain", "the free domain name that it was given; absent without one"),
    Subject("tries", "how often the operation in progress was tried; `0` when there is none"),
    Subject("tasks", "how many tasks for the staff the service has"),
  ]

  /// The contract of a command that takes nothing but a service.
  static func command(_ keyword: String, _ summary: String, isLooking: Bool = false) -> Self {
    Self(
      keyword: keyword, summary: summary,
      fields: [.required("service", .number, "the service's id")],
      shorthand: "service", subjects: serviceSubjects, counted: nil,
      example: "- \(keyword): 117\n  check:\n    - { clause: NS-57, outcome: done }",
      isLooking: isLooking)
  }
}

extension Observation {
  /// What the billing side says of a service.
  init(_ state: ServiceState) {
    values["outcome"] = [state.outcome]
    values["status"] = [state.status]
    values["tries"] = ["\(state.tries)"]
    values["tasks"] = ["\(state.tasks)"]
    values["error"] = state.error.map { [$0] }
    values["integration"] = state.integration.map { [$0] }
    values["login"] = state.login.map { [$0] }
    values["namespace"] = state.namespace.map { [$0] }
    values["domain"] = state.domain.map { [$0] }
    evidence = [
      Evidence(
        "service",
        ["\(state.status),", state.outcome, state.error].compactMap(\.self).joined(separator: " "))
    ]
  }
}
