internal import XMLReading

/// Sends one request to a panel.
enum APIStep: StepKind {
  static let contract = StepContract(
    keyword: "api",
    summary: "Sends one request to a panel's API, as a client of the customer would.",
    fields: [
      .optional("panel", .text, "which panel; the first declared when left out"),
      .required("func", .text, "the panel function"),
      .optional(
        "as", .text, "an account of the world file, whose password is sent along as `authinfo`"),
      .optional("user", .text, "a login, sent as `authinfo` with `password`"),
      .optional("password", .text, "the password of `user`"),
      .optional("form", .pairs, "the other parameters, sent in this order"),
      .optional("out", .text, "the format asked for; `xml` when left out"),
    ],
    shorthand: nil,
    subjects: [
      .init("xpath", .xpath, "what an XPath 1.0 expression selects in the answer"),
      .init(
        "outcome",
        "`ok`, the `type` of the error that was answered, `http <status>`, or `closed` without an answer"
      ),
      .init("object", "the `object` of the error that was answered; absent without one"),
      .init("body", "the whole answer as text"),
    ],
    counted: nil,
    example: """
      - api: { as: provider, func: user }
        check:
          - { clause: NS-07, xpath: "/doc/elem/name", equals: dns117 }
        capture: { parent: "/doc/elem[name='dns117']/parent" }
      - api: { user: dns117, password: "{{password}}", func: domain.edit, form: { name: example.net, dtype: master, sok: ok } }
        check:
          - { clause: NS-06, outcome: ok }
      """, isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let panel = arguments.text("panel") ?? ""
    var form = [Parameter("func", try arguments.required("func"))]
    form.append(Parameter("out", arguments.text("out") ?? "xml"))
    if let authinfo = try await authinfo(arguments, panel, session) {
      form.append(Parameter("authinfo", authinfo))
    }
    form += arguments.pairs("form")
    let answer = try await session.call(panel, form)
    var seen = observation(answer, to: form)
    let url = Reproduction.url(of: panel, in: session.variables)
    seen.evidence.append(Evidence("reproduce", Reproduction.curl(url, panel: panel, form)))
    return seen
  }

  private static func authinfo(
    _ arguments: StepArguments, _ panel: String, _ session: any TargetSession
  ) async throws -> String? {
    if let account = arguments.text("as") {
      return "\(account):\(try await session.password(of: account, on: panel))"
    }
    return arguments.text("user").map { "\($0):\(arguments.text("password") ?? "")" }
  }

  private static func observation(_ answer: CallAnswer, to form: [Parameter]) -> Observation {
    var seen = Observation()
    let text = String(decoding: answer.body, as: UTF8.self)
    seen.document = try? XMLReply(answer.body)
    seen.values["body"] = [text]
    if answer.status == 0 {
      seen.values["outcome"] = ["closed"]
    } else if answer.status != 200 {
      seen.values["outcome"] = ["http \(answer.status)"]
    } else if let document = seen.document {
      seen.values["outcome"] = [(try? document.string(at: "/doc/error/@type")) ?? "ok"]
      seen.values["object"] = try? document.strings(at: "/doc/error/@object")
    }
    let request = form.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    seen.evidence = [Evidence("request", request), Evidence("answer", text)]
    return seen
  }
}
