/// Reads what a customer got by mail.
enum MailStep: StepKind {
  static let contract = StepContract(
    keyword: "mail",
    summary: "Reads the mail that was sent for a service.",
    fields: [
      .required("service", .number, "the service's id"),
      .optional(
        "which", .choice(["newest", "oldest", "all"]),
        "which mails to look at; `newest` when left out"),
    ],
    shorthand: "service",
    subjects: [
      .init("mail", "the subject lines; its `count` is the number of the mails looked at"),
      .init("header", .header, "a header field by name, decoded"),
      .init("text", "the plain text part"),
      .init("html", "the HTML part"),
    ],
    counted: "mail",
    example: """
      - mail: 117
        check:
          - { clause: NS-12, text: { contains: [ns1.company.com, ns2.company.com] } }
          - { clause: NS-11, header: Subject, contains: DNS }
        capture: { password: { text: "Password: (\\\\S+)" } }
      - mail: { service: 117, which: all }
        check:
          - { clause: NS-52, count: 1 }
      """, isLooking: true)

  static func run(_ arguments: StepArguments, in session: any TargetSession) async throws
    -> Observation
  {
    let mails = try await session.mails(for: arguments.number("service")).map(MailReading.init)
    let chosen =
      switch arguments.text("which") {
      case "all": mails
      case "oldest": Array(mails.prefix(1))
      default: Array(mails.suffix(1))
      }
    var seen = Observation()
    seen.values["mail"] = chosen.map { $0.headers["subject"]?.first ?? "" }
    seen.values["text"] = chosen.compactMap(\.text)
    seen.values["html"] = chosen.compactMap(\.html)
    for mail in chosen { seen.headers.merge(mail.headers) { $0 + $1 } }
    seen.evidence = chosen.map { Evidence("mail", $0.page) }
    return seen
  }
}
