/// Makes a panel misbehave.
enum FaultStep: StepKind {
  static let contract = StepContract(
    keyword: "fault",
    summary: """
      Makes a panel misbehave, from here to the end of the case, or while the steps under `during` \
      run; a fault that is left over, because fewer calls came than it waited for, fails the case.
      """,
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required(
        "do", .choice(FaultWord.allCases.map(\.rawValue)),
        FaultWord.allCases.map { "`\($0.rawValue)`: \($0.help)" }.joined(separator: "; ")),
      .optional("func", .text, "only for this function; for all when left out"),
      .optional("account", .text, "only for calls that this account signed in for"),
      .optional(
        "call", calls(or: nil), "the first of those calls that it hits; `1` when left out"),
      .optional("times", calls(or: "always"), "how often, or `always`; `1` when left out"),
      .optional("every", calls(or: nil), "only each nth of those calls"),
      .optional(
        "phase", .choice(PanelFault.Phase.allCases.map(\.rawValue)),
        "`before`: the call is not carried out; `after`: it is"),
      .optional("milliseconds", .number, "`late`: by how much; `100` when left out"),
      .optional("bytes", .number, "`cut`: how many of the body come; `0` when left out"),
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
      try action(arguments), function: arguments.text("func"),
      account: arguments.text("account"), firstCall: try call(arguments),
      times: try times(arguments), every: try count("every", arguments),
      phase: try phase(arguments), place: arguments.place)
    try await session.put(fault, on: arguments.text("panel") ?? "")
    var seen = Observation()
    seen.evidence = [Evidence("fault", fault.description)]
    return seen
  }

  /// The form of a number of calls.
  static func calls(or word: String?) -> StepContract.Field.Form {
    .range(1...Int64(PanelFault.lastCall), or: word)
  }

  static func call(_ arguments: StepArguments) throws -> Int {
    try count("call", arguments) ?? 1
  }

  private static func count(_ field: String, _ arguments: StepArguments) throws -> Int? {
    guard let text = arguments.text(field) else { return nil }
    guard let count = Int(text), (1...PanelFault.lastCall).contains(count) else {
      throw StepFault.badValue(
        field: field, value: text, expected: "1 to \(PanelFault.lastCall)")
    }
    return count
  }

  private static func phase(_ arguments: StepArguments) throws -> PanelFault.Phase? {
    guard let text = arguments.text("phase") else { return nil }
    guard let phase = PanelFault.Phase(rawValue: text) else {
      throw StepFault.badValue(field: "phase", value: text, expected: "before or after")
    }
    return phase
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
    let text = try arguments.required("do")
    guard let word = FaultWord(rawValue: text) else {
      let words = FaultWord.allCases.map(\.rawValue).joined(separator: ", ")
      throw StepFault.badValue(field: "do", value: text, expected: "one of \(words)")
    }
    func number(_ field: String, _ standard: Int) throws -> Int {
      guard arguments.text(field) != nil else { return standard }
      return Int(min(try arguments.number(field), Int64(PanelFault.lastCall)))
    }
    return switch word {
    case .unreachable: .unreachable
    case .refusePassword: .refusePassword
    case .answerLost: .answerLost
    case .page: .page
    case .status: .status(try number("status", 500))
    case .error:
      .error(type: try arguments.required("type"), object: arguments.text("object") ?? "")
    case .late: .late(milliseconds: try number("milliseconds", 100))
    case .silent: .silent
    case .reset: .reset
    case .closed: .closed
    case .cut: .cut(bytes: try number("bytes", 0))
    case .empty: .empty
    case .brokenXML: .brokenXML
    case .wrongCharset: .wrongCharset
    case .sessionLost: .sessionLost
    }
  }
}
