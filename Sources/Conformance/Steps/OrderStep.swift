/// Orders a service and runs its opening once.
enum OrderStep: StepKind {
  static let contract = StepContract(
    keyword: "order",
    summary: "Orders a service and runs `open` for it once.",
    fields: [
      .required("service", .number, "the service's id, which the login is made from"),
      .optional("plan", .text, "the tariff plan's name; the first declared when left out"),
      .optional("ns", .text, "the chosen item of resource `ns`; the plan's default when left out"),
      .optional("domain", .text, "the service's domain"),
      .optional("namespace", .text, "the namespace that a private user shall get"),
      .optional("address", .text, "the server's address"),
      .optional("control_panel", .text, "the control panel ordered with it: `ispmanager`"),
      .optional("type", .text, "the kind of product; `dedic`, a dedicated server, when left out"),
    ],
    shorthand: "service", subjects: StepContract.serviceSubjects, counted: nil,
    example: """
      - order: { service: 117, ns: provider }
        check:
          - { clause: NS-07, outcome: done }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let order = ServiceOrder(
      service: try arguments.number("service"), plan: arguments.text("plan") ?? "",
      choice: arguments.text("ns"), domain: arguments.text("domain"),
      namespace: arguments.text("namespace"), address: arguments.text("address"),
      controlPanel: arguments.text("control_panel"), itemType: arguments.text("type"))
    return Observation(try await session.order(order))
  }
}
