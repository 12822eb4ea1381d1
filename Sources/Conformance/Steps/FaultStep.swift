/// Makes a panel misbehave.
enum FaultStep: StepKind {
  static let contract = StepContract(
    keyword: "fault",
    summary: """
      Makes a panel misbehave, from here to the end of the case, or while the steps under `during` \
      run; a fault that never fires makes the case an error.
      """,
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required(
        "do",
        .choice([
          "unreachable", "refuse-password", "answer-lost", "http-status", "html-page", "error",
        ]),
        """
        `unreachable`: no connection; `refuse-password`: an `auth` error; `answer-lost`: the request \
        is carried out and the connection closes; `http-status`, `html-page`, `error`: answered \
        instead of carrying out
        """),
      .optional("func", .text, "only for this function; for all when left out"),
      .optional("call", .number, "the first of those calls that it hits; `1` when left out"),
      .optional("times", .text, "how often, or `always`; `1` when left out"),
      .optional("status", .number, "`http-status`: the status; `500` when left out"),
      .optional("type", .text, "`error`: its type, such as `limit`"),
      .optional("object", .text, "`error`: its object; empty when left out"),
    ],
    shorthand: nil, subjects: [], counted: nil,
    example: """
      - fault: { do: answer-lost, func: user.edit, call: 2 }
      - fault: { panel: first, do: error, type: limit, object: user, times: always }
      - fault: { do: unreachable, times: always }
        during:
          - order: 118
            check: [{ clause: NS-55, outcome: retrying }]
      """, isFault: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let fault = PanelFault(
      try action(arguments), function: arguments.text("func"), firstCall: try call(arguments),
      times: try times(arguments))
    try await session.put(fault, on: arguments.text("panel") ?? "")
    var seen = Observation()
    seen.evidence = [Evidence("fault", fault.description)]
    return seen
  }

  static func call(_ arguments: StepArguments) throws -> Int {
    guard let text = arguments.text("call") else { return 1 }
    guard let call = Int(text), (1...PanelFault.lastCall).contains(call) else {
      throw StepFault.badValue(
        field: "call", value: text, expected: "1 to \(PanelFault.lastCall)")
    }
    return call
  }

  static func times(_ arguments: StepArguments) throws -> Int? {
    let text = arguments.text("times") ?? "1"
    if text == "always" { return nil }
    guard let times = Int(text), (1...PanelFault.lastCall).contains(times) else {
      throw StepFault.badValue(
        field: "times", value: text, expected: "1 to \(PanelFault.lastCall), or 'always'")
    }
    return times
  }

  private static func action(_ arguments: StepArguments) throws -> PanelFault.Action {
    switch try arguments.required("do") {
    case "unreachable": return .unreachable
    case "refuse-password": return .refusePassword
    case "answer-lost": return .answerLost
    case "html-page": return .page
    case "error":
      return .error(
        type: try arguments.required("type"), object: arguments.text("object") ?? "")
    default:
      return .status(arguments.text("status") == nil ? 500 : Int(try arguments.number("status")))
    }
  }
}
