/// Shares a domain, or changes how much of it one user may have.
enum SharedDomainEdit: PanelFunction {
  static let contract = Contract(
    name: "shareddomain.edit",
    summary: "Shares a domain with all users of the namespace, or changes the one `elid` names.",
    access: .resellers,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional("elid", "name of the shared domain to change", example: "example.org"),
      .required(
        "name", "name of a domain, one's own or of an account below; it need not exist yet",
        example: "example.com"),
      .optional("domainlimit", "domains below it per user; nothing is no limit", example: "3"),
    ],
    refusals: [
      .noNamespace,
      .refusal(.missed, "shareddomain", when: "the caller does not share `elid`", .assumed("§2.4")),
      .refusal(.exists, "shareddomain", when: "the caller shares it already", .assumed("§2.4")),
    ],
    evidence: .assumed("reference §3.6: the fields are documented, their names are not"))

  struct Changes: FormDecodable {
    let name: DomainName?
    let domainLimit: LimitField

    init(_ form: Form) throws(PanelError) {
      name = try form.optional("name")
      domainLimit = try LimitField("domainlimit", in: form)
    }
  }

  struct New: FormDecodable {
    let name: DomainName
    let domainLimit: LimitField

    init(_ form: Form) throws(PanelError) {
      name = try form.required("name")
      domainLimit = try LimitField("domainlimit", in: form)
    }
  }

  static func answer(_ input: Edit<New, Changes>, in call: Call) throws -> Reply {
    let namespace = try call.namespaceForDomain(wanted: nil)
    switch input {
    case .view(let elid):
      let shared = try elid.map { try call.sharedDomain($0, in: namespace) }
      return .form(Reply.FormView(elid: shared?.name, fields: cells(of: shared)))
    case .create(let new):
      let shared = SharedDomain(
        accountID: call.account.id, namespaceID: namespace.id, name: new.name.text,
        domainLimit: new.domainLimit.applied(to: nil))
      return try save(shared, in: call)
    case .change(let elid, let changes):
      var shared = try call.sharedDomain(elid, in: namespace)
      shared.name = changes.name?.text ?? shared.name
      shared.domainLimit = changes.domainLimit.applied(to: shared.domainLimit)
      return try save(shared, in: call)
    }
  }

  private static func save(_ shared: SharedDomain, in call: Call) throws -> Reply {
    let present = try call.store.sharedDomains(
      named: shared.name, namespaceID: shared.namespaceID)
    guard !present.contains(where: { $0.accountID == shared.accountID && $0.id != shared.id })
    else {
      throw PanelError.exists("shareddomain", shared.name)
    }
    try call.store.save(shared)
    return .done(Reply.Done(id: shared.name, saved: cells(of: shared)))
  }

  private static func cells(of shared: SharedDomain?) -> [Reply.Cell] {
    [
      Reply.Cell("name", shared?.name ?? ""),
      Reply.Cell("domainlimit", shared?.domainLimit.map(String.init) ?? ""),
    ]
  }
}
