/// Works on the ISPmanager of a customer's server.
enum ISPmanagerStep: StepKind {
  static let contract = StepContract(
    keyword: "ispmanager",
    summary: """
      Works on the ISPmanager of a service's server, as its customer would; then DNSmanager transfers \
      what is due.
      """,
    fields: [
      .required(
        "service", .number, "the service whose server it is; it was ordered with an `address`"),
      .required(
        "do",
        .choice([
          "connect", "activate", "create", "delete", "add", "remove", "sync", "wait", "look",
        ]),
        """
        `connect`: types a DNSmanager in; `activate`: asks with the licence for the settings; `create`, \
        `delete`: a domain; `add`, `remove`: a record; `sync`: brings DNSmanager in step; `wait`: lets \
        time pass; `look`: does nothing
        """),
      .optional("url", .text, "`connect`: the address of DNSmanager"),
      .optional("user", .text, "`connect`: the account"),
      .optional("password", .text, "`connect`: its password"),
      .optional("servers", .text, "`connect`: the name servers for domains, with blanks between"),
      .optional("sync", .flag, "`connect`: bring domains that are there already over as well"),
      .optional("domain", .text, "the domain"),
      .optional("name", .text, "the record's name, relative to the domain; `@` when left out"),
      .optional("type", .text, "the record's type; `A` when left out"),
      .optional("value", .text, "what the record says, as in a zone file"),
      .optional("notify", .flag, "whether NOTIFY reaches DNSmanager; `yes` when left out"),
      .optional("seconds", .number, "`wait`: how long"),
    ],
    shorthand: nil,
    subjects: [
      .init(
        "outcome",
        """
        `done`; `conflict`, `pending`: here and not in DNSmanager, which does not take it or could not \
        be told; `nothing`: the licence brings no settings; `refused`
        """),
      .init("error", "why it is not done; absent when it is"),
      .init("domain", "the domains in ISPmanager, in the order in which they were made"),
      .init("connection", "`manual` or `licence`; absent when no DNSmanager is connected"),
      .init("login", "the account of the connection; absent without one"),
    ],
    counted: "domain",
    example: """
      - ispmanager: { service: 117, do: connect, url: "{{first.url}}", user: dns117, password: x, servers: ns1.company.com ns2.company.com }
        check:
          - { clause: NS-21, connection: manual }
      - ispmanager: { service: 117, do: create, domain: example.net }
        check:
          - { clause: NS-22, outcome: done }
      - ispmanager: { service: 117, do: add, domain: example.net, name: shop, type: A, value: 192.0.2.7 }
      """)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let answer = try await session.ispmanager(
      command(arguments), service: arguments.number("service"),
      isNotified: arguments.flag("notify") ?? true)
    var seen = Observation()
    seen.values["outcome"] = [answer.outcome]
    seen.values["error"] = answer.error.map { [$0] }
    seen.values["domain"] = answer.domains
    seen.values["connection"] = answer.connection.map { [$0] }
    seen.values["login"] = answer.login.map { [$0] }
    seen.evidence = [
      Evidence(
        "ISPmanager",
        "\(answer.outcome) \(answer.error ?? "")\ndomains: \(answer.domains.joined(separator: " "))"
      )
    ]
    return seen
  }

  private static func command(_ arguments: StepArguments) throws -> ISPmanagerCommand {
    switch try arguments.required("do") {
    case "connect":
      .connect(try slaveServer(arguments), synchronises: try arguments.flag("sync") ?? false)
    case "activate": .activate
    case "create": .create(domain: try arguments.required("domain"))
    case "delete": .delete(domain: try arguments.required("domain"))
    case "add": .add(try record(arguments))
    case "remove": .remove(try record(arguments))
    case "sync": .synchronise
    case "wait": .wait(seconds: try arguments.number("seconds"))
    default: .look
    }
  }

  private static func slaveServer(_ arguments: StepArguments) throws -> SlaveServerFields {
    SlaveServerFields(
      url: try arguments.required("url"), user: try arguments.required("user"),
      password: try arguments.required("password"),
      nameServers: try arguments.required("servers").split(separator: " ").map(String.init))
  }

  private static func record(_ arguments: StepArguments) throws -> ServerRecord {
    ServerRecord(
      domain: try arguments.required("domain"), name: arguments.text("name") ?? "@",
      type: arguments.text("type") ?? "A", value: try arguments.required("value"))
  }
}
