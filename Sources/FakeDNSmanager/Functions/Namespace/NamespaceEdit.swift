/// Shows, makes or changes a namespace.
enum NamespaceEdit: PanelFunction {
  static let contract = Contract(
    name: "namespace.edit",
    summary: "Shows, makes or changes a namespace; a new one waits for an account that names it.",
    access: .administrators,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional("elid", "name of the namespace to show or to change", example: "brand.example"),
      .optional("sok", "any text: perform, and not only show", example: "ok"),
      .required("name", NamespaceName.formDescription, example: "brand.example"),
      .optional(
        "ip", "its address, or two with a blank between; without it free ones are taken",
        example: "127.53.0.9"),
      .optional(
        AccountProperties.twoAddressesField,
        "`on` takes two free addresses and not one, where `ip` gives none",
        example: "on"),
    ],
    refusals: [
      .refusal(
        .exists, "namespace", when: "the name is taken", .documented("reference §4.1")),
      .refusal(
        .exists, "ip", when: "another namespace has the address",
        .documented("reference §5, quirk 20; type and object are assumed")),
      .refusal(
        .value, "ip",
        when: "it is no address of the pool, or there are more than two, or one is there twice",
        .assumed("reference §4.1, addresses come from the pool")),
      .refusal(.limit, "ip", when: "none is free", .documented("reference §4.1")),
      .refusal(
        .missed, "namespace", when: "there is none of that name", .assumed("reference §2.4")),
    ],
    evidence: .assumed("reference §3.6, the name and the fields"))

  /// The fields of a new namespace.
  struct New: FormDecodable {
    let name: NamespaceName
    let changes: Changes

    init(_ form: Form) throws(PanelError) {
      name = try form.required("name")
      changes = try Changes(form)
    }
  }

  /// The fields of a change.
  struct Changes: FormDecodable {
    let name: NamespaceName?
    let addresses: [String]
    let hasTwoAddresses: Bool

    init(_ form: Form) throws(PanelError) {
      name = try form.optional("name")
      addresses = (form["ip"] ?? "").split(separator: " ").map(String.init)
      hasTwoAddresses = try form.optional(AccountProperties.twoAddressesField, as: Flag.self) == .on
    }
  }

  static func answer(_ input: Edit<New, Changes>, in call: Call) throws -> Reply {
    switch input {
    case .view(nil): return .form(form(name: "", addresses: []))
    case .view(let elid?):
      let namespace = try namespace(elid, in: call)
      let addresses = try call.store.addresses(of: namespace)
      return .form(form(elid: elid, name: namespace.name, addresses: addresses))
    case .create(let new):
      return try finish(try make(new, in: call), new.changes, in: call)
    case .change(let elid, let changes):
      return try finish(try namespace(elid, in: call), changes, in: call)
    }
  }

  private static func make(_ new: New, in call: Call) throws -> Namespace {
    guard new.changes.addresses.isEmpty else {
      return try call.store.insertNamespace(named: new.name.text)
    }
    return try call.store.makeNamespace(
      named: new.name.text, addressCount: new.changes.hasTwoAddresses ? 2 : 1,
      pool: try call.settings.pool())
  }

  private static func finish(
    _ old: Namespace, _ changes: Changes, in call: Call
  ) throws -> Reply {
    let namespace = try call.store.rename(old, to: changes.name?.text ?? old.name)
    if !changes.addresses.isEmpty {
      try call.store.setAddresses(
        changes.addresses, of: namespace, pool: try call.settings.pool())
    }
    return .done(id: namespace.name)
  }

  private static func namespace(_ name: String, in call: Call) throws -> Namespace {
    guard let found = try call.findNamespace(name) else {
      throw PanelError.missed("namespace", name)
    }
    return found
  }

  private static func form(
    elid: String? = nil, name: String, addresses: [String]
  ) -> Reply.FormView {
    Reply.FormView(
      elid: elid,
      fields: [
        Reply.Cell("name", name), Reply.Cell("ip", addresses.joined(separator: " ")),
      ])
  }
}
