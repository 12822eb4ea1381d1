/// Works at the account where licences of ISPmanager are ordered.
enum LicenceStep: StepKind {
  static let contract = StepContract(
    keyword: "licence",
    summary:
      "Registers the billing side with the licence account, or looks at a service's licence.",
    fields: [
      .required(
        "do", .choice(["register", "look"]),
        "`register`: what the vendor's support does; `look`: does nothing"),
      .optional(
        "domain", .text,
        "`register`: the billing side's domain name; its own is `billing.nslab.invalid`"),
      .optional("service", .number, "`look`: the service"),
    ],
    shorthand: nil,
    subjects: [
      .init("outcome", "`done` or `refused`"),
      .init("error", "why it was refused"),
      .init("registered", "the domain name that is registered; absent before"),
      .init("address", "`look`: the server that the licence is for; absent without a licence"),
      .init(
        "settings", "`look`: the domain name that the licence carries; absent without settings"),
    ],
    counted: "address",
    example: """
      - licence: { do: register, domain: billing.nslab.invalid }
        check:
          - { clause: NS-53, registered: billing.nslab.invalid }
      - licence: { do: look, service: 117 }
        check:
          - { clause: NS-54, settings: billing.nslab.invalid }
      """, lookingWord: "look")

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let command: LicenceCommand =
      try arguments.required("do") == "register"
      ? .register(domain: arguments.required("domain"))
      : .look(service: arguments.number("service"))
    let answer = try await session.licence(command)
    var seen = Observation()
    seen.values["outcome"] = [answer.outcome]
    seen.values["error"] = answer.error.map { [$0] }
    seen.values["registered"] = answer.registered.map { [$0] }
    seen.values["address"] = answer.address.map { [$0] }
    seen.values["settings"] = answer.settings.map { [$0] }
    let facts = ["outcome", "error", "registered", "address", "settings"].flatMap { subject in
      (seen.values[subject] ?? []).map { "\(subject): \($0)" }
    }
    seen.evidence = [Evidence("licence", facts.joined(separator: "\n"))]
    return seen
  }
}
