/// Shows, makes or changes a domain.
enum DomainEdit: PanelFunction {
  static let contract = Contract(
    name: "domain.edit",
    summary:
      "Shows a domain's form; with `sok` makes a domain, or changes the one that `elid` names.",
    access: .users,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional("elid", "name of the domain to show or change", example: "example.com"),
      .required("name", "name of the new domain", example: "example.net"),
      .optional("dtype", "`master`, the default, or `slave`", example: "master"),
      .optional(
        "ip", "addresses of the automatic records of a new master, blanks between them",
        example: "192.0.2.5"),
      .optional("masterip", "the server that a slave is transferred from", example: "192.0.2.1"),
      .optional("email", "mailbox of the SOA record", example: "dns@example.com"),
      .optional("dnssec", "`on` or `off`", example: "off"),
      .optional(
        "namespace_id", "number of the namespace, honoured for administrators", example: "1"),
    ],
    refusals: [
      .refusal(
        .value, "name",
        when: "the name is none or is restricted, or too long for the default mailbox of its SOA",
        .assumed("reference §4.6")),
      .refusal(
        .value, "masterip", when: "a slave comes without one", .documented("reference §4.6")),
      .missedDomain,
      .refusal(
        .exists, "domain", when: "the namespace has a domain of that name", .observed("§4.4")),
      .refusal(
        .access, "domain", when: "the next domain above it belongs to another user",
        .assumed("reference §4.5, §6")),
      .refusal(
        .limit, "shareddomain", when: "the account has as many below a shared domain as it may",
        .assumed("reference §4.5")),
      .refusal(
        .limit, "domainlimit", when: "the owner or his reseller has as many as he may",
        .assumed("reference §2.4")),
    ],
    evidence: .documented("reference §3.1"))

  static func answer(_ input: Edit<NewDomain, DomainChanges>, in call: Call) throws -> Reply {
    switch input {
    case .view(let elid):
      .form(try DomainForm.view(of: elid.map { try call.domain($0) }, in: call))
    case .create(let new): try create(new, in: call)
    case .change(let elid, let changes): try change(try call.domain(elid), changes, in: call)
    }
  }

  private static func create(_ new: NewDomain, in call: Call) throws -> Reply {
    let namespace = try call.namespaceForDomain(wanted: new.namespaceID)
    try call.admitDomain(new.name, to: namespace)
    let zone = NewZone(
      name: new.name, owner: call.account, namespace: namespace, source: new.source,
      email: new.properties.email, isSigned: new.properties.isSigned ?? false,
      template: call.settings.zoneTemplate,
      nameServerCount: call.mutants.contains(.omitsSecondNameServer) ? 1 : Int.max)
    return done(try call.store.make(zone, at: call.now))
  }

  private static func change(
    _ domain: Domain, _ changes: DomainChanges, in call: Call
  ) throws -> Reply {
    var changed = domain
    changed.email = changes.properties.email?.text ?? domain.email
    changed.isSigned = changes.properties.isSigned ?? domain.isSigned
    if domain.kind == .slave {
      changed.masterAddress = try changes.masterAddress()?.text ?? domain.masterAddress
    }
    if changed != domain { try call.store.touch(&changed, at: call.now) }
    return done(changed)
  }

  private static func done(_ domain: Domain) -> Reply {
    .done(Reply.Done(id: domain.name, saved: DomainForm.cells(of: domain)))
  }
}
