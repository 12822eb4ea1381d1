/// Changes what was ordered with a service.
enum SetparamStep: StepKind {
  static let contract = StepContract(
    keyword: "setparam",
    summary: "Changes an active service as its customer would, and runs `setparam` for it once.",
    fields: [
      .required("service", .number, "the service's id"),
      .optional("ns", .text, "another item of resource `ns`; the same when left out"),
      .optional("plan", .text, "another tariff plan's name; the same when left out"),
      .optional("namespace", .text, "the namespace that a private user shall get"),
    ],
    shorthand: nil, subjects: StepContract.serviceSubjects, counted: nil,
    example: """
      - setparam: { service: 117, ns: private, namespace: dns.shop.example }
        check:
          - { clause: NS-25, outcome: done }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let change = ServiceAlteration(
      plan: arguments.text("plan"), choice: arguments.text("ns"),
      namespace: arguments.text("namespace"))
    return Observation(try await session.change(try arguments.number("service"), to: change))
  }
}
