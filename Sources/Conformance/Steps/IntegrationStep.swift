/// Works in Integration → Name servers.
enum IntegrationStep: StepKind {
  static let contract = StepContract(
    keyword: "integration",
    summary: "Adds, edits, deletes, checks or lists integrations, as the administrator would.",
    fields: [
      .required("do", .choice(["add", "edit", "delete", "check", "list"]), "what to do"),
      .optional("name", .text, "which integration; for `add` the new one's name"),
      .optional("rename", .text, "`edit`: the new name"),
      .optional(
        "type", .text, "`add`: the control panel, such as `dnsmanager5`; `none` leaves it out"),
      .optional("panel", .text, "the declared panel that the URL points at"),
      .optional("url", .text, "a URL in `panel`'s place"),
      .optional("username", .text, "the account in the panel"),
      .optional("password", .text, "its password; the one of the world file when left out"),
      .optional("provider", .text, "the provider that may use it; empty for all"),
      .optional("free_domain", .flag, "for free domain names"),
      .optional("provider_ns", .flag, "provider name server"),
      .optional("private_ns", .flag, "private name server"),
      .optional("force", .flag, "`delete`: although services use it"),
      .optional("unchecked", .flag, "`add`, `edit`: save although the check fails"),
    ],
    shorthand: nil,
    subjects: [
      .init("outcome", "`done` or `refused`"),
      .init("error", "why it was refused"),
      .init("warning", "what was noticed and does not stop it"),
      .init("name", "the names of all integrations afterwards, in the order they are considered"),
    ],
    counted: "name",
    example: """
      - integration: { do: edit, name: I1, provider_ns: no }
        check:
          - { clause: NS-45, outcome: done }
      - integration: { do: list }
        check:
          - { clause: NS-30, name: [I1, I2] }
      """, lookingWord: "list")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let answer = try await session.integration(command(arguments))
    var seen = Observation()
    seen.values["outcome"] = [answer.outcome]
    seen.values["error"] = answer.error.map { [$0] }
    seen.values["warning"] = answer.warnings
    seen.values["name"] = answer.names
    seen.evidence = [
      Evidence(
        "integration", [answer.outcome, answer.error].compactMap(\.self).joined(separator: " "))
    ]
    return seen
  }

  private static func command(_ arguments: StepArguments) throws -> IntegrationCommand {
    switch try arguments.required("do") {
    case "add": .add(try form(arguments, name: arguments.text("name")))
    case "edit":
      .edit(
        try arguments.required("name"), try form(arguments, name: arguments.text("rename")))
    case "delete":
      .delete(try arguments.required("name"), force: try arguments.flag("force") ?? false)
    case "check": .check(try arguments.required("name"))
    default: .list
    }
  }

  private static func form(_ arguments: StepArguments, name: String?) throws -> IntegrationFields {
    var form = IntegrationFields()
    form.name = name
    form.type = arguments.text("type")
    form.panel = arguments.text("panel")
    form.url = arguments.text("url")
    form.username = arguments.text("username")
    form.password = arguments.text("password")
    form.provider = arguments.text("provider")
    form.freeDomain = try arguments.flag("free_domain")
    form.providerNS = try arguments.flag("provider_ns")
    form.privateNS = try arguments.flag("private_ns")
    form.unchecked = try arguments.flag("unchecked") ?? false
    return form
  }
}
