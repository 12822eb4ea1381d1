internal import XMLReading

/// Calls the billing side's processing module.
enum ModuleStep: StepKind {
  static let contract = StepContract(
    keyword: "module",
    summary: "Calls the billing side as a processing module of BILLmanager: one command line.",
    fields: [
      .required("command", .text, "the value of `--command`, such as `open` or `features`"),
      .optional("service", .number, "the value of `--item`; no such option when left out"),
    ],
    shorthand: "command",
    subjects: [
      .init("exit", "the exit status"),
      .init("xpath", .xpath, "what an XPath 1.0 expression selects in standard output"),
      .init("stdout", "the whole of standard output"),
      .init("stderr", "the whole of standard error"),
    ],
    counted: nil,
    example: """
      - module: features
        check:
          - { clause: NS-01, xpath: /doc/itemtypes/itemtype/@name, equals: dedic }
      - module: { command: suspend, service: 117 }
        check:
          - { clause: NS-57, exit: 0 }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let service = try arguments.text("service").map { _ in try arguments.number("service") }
    let answer = try await session.module(try arguments.required("command"), service: service)
    var seen = Observation()
    seen.document = try? XMLReply(Array(answer.output.utf8))
    seen.values["exit"] = ["\(answer.exitCode)"]
    seen.values["stdout"] = [answer.output]
    seen.values["stderr"] = [answer.errors]
    seen.evidence = [
      Evidence("exit", "\(answer.exitCode)"), Evidence("output", answer.output),
      Evidence("errors", answer.errors),
    ]
    return seen
  }
}
