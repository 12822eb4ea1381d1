/// Has a domain delegated, as its owner does at a registrar.
enum DelegateStep: StepKind {
  static let contract = StepContract(
    keyword: "delegate",
    summary: """
      Has the registry of a panel's world delegate a domain, as its owner would at a registrar; the \
      world must declare `parent` zones.
      """,
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required("name", .text, "the domain"),
      .required(
        "to", .text,
        """
        its name servers with blanks between them, each with its address behind a slash where it \
        needs one and is not a namespace's own; `nobody` takes the delegation back
        """),
      .optional("ds", .text, "the data of the domain's DS record; unsigned when left out"),
    ],
    shorthand: nil, subjects: [], counted: nil,
    example: """
      - delegate: { name: example.net, to: ns1.company.com ns2.company.com }
      - delegate: { name: example.net, to: nobody }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let (name, to) = (try arguments.required("name"), try arguments.required("to"))
    let servers = to == "nobody" ? [] : to.split(separator: " ").map(String.init)
    try await session.delegate(
      name, to: servers, signers: arguments.text("ds").map { [$0] } ?? [],
      on: arguments.text("panel") ?? "")
    var seen = Observation()
    seen.evidence = [Evidence("delegation", "\(name) to \(to)")]
    return seen
  }
}
