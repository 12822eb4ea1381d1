/// Adds a name that no domain may have, or changes one.
enum RestrictedNameEdit: PanelFunction {
  static let contract = Contract(
    name: "restrictdomain.edit",
    summary: "Adds a name that no domain may have, or changes the one that `elid` names.",
    access: .administrators,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional("elid", "the name to change", example: "example.org"),
      .required("name", "the name; domains that have it already stay", example: "example.com"),
    ],
    refusals: [
      .refusal(.missed, "restrictdomain", when: "`elid` is not listed", .assumed("§2.4")),
      .refusal(.exists, "restrictdomain", when: "the name is listed", .assumed("§2.4")),
    ],
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  struct Name: FormDecodable {
    let name: DomainName

    init(_ form: Form) throws(PanelError) { name = try form.required("name") }
  }

  static func answer(_ input: Edit<Name, Name>, in call: Call) throws -> Reply {
    switch input {
    case .view(let elid):
      let name = try elid.map { try call.restrictedNames[call.restrictedIndex($0)] }
      return .form(Reply.FormView(elid: name, fields: [Reply.Cell("name", name ?? "")]))
    case .create(let new): return try call.restrict(new.name, insteadOf: nil)
    case .change(let elid, let new):
      return try call.restrict(new.name, insteadOf: call.restrictedIndex(elid))
    }
  }
}
