/// Shows or changes what the new zones of an account start with.
enum DNSParameters: PanelFunction {
  static let contract = Contract(
    name: "dnsparam",
    summary: "Shows or changes what the account's new zones start with; empty is the default.",
    access: .users,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional("sok", "any text: perform, and not only show", example: "ok"),
      .optional(Field.email, "SOA mailbox: \(Mailbox.formDescription)", example: "dns@a.example"),
      .optional(
        Field.nameServers, HostList.formDescription, example: "ns1.a.example. ns2.a.example."),
      .optional(
        Field.mailServers, MailServerList.formDescription, example: "10 mail, 20 mx.b.example."),
      .optional(Field.subdomains, SubdomainList.formDescription, example: "www mail"),
      .optional(Field.transfer, IPAddressList.formDescription, example: "127.0.0.1"),
      .optional(Field.applies, "`on`: also to the zones that are there", example: "on"),
    ],
    refusals: [
      .refusal(
        .value, Field.nameServers, when: "a field holds something else",
        .assumed("reference §2.4, value"))
    ],
    evidence: .observed("reference §3.6; what can be set is documented, the names are assumed"))

  /// The parameters; assumed, but for the column that `dnsns` is in the vendor's plug-in.
  enum Field {
    static let email = "email"
    static let nameServers = "dnsns"
    static let mailServers = "mailservers"
    static let subdomains = "subdomains"
    static let transfer = "allowtransfer"
    static let applies = "applyexisting"
  }

  struct Input: FormDecodable {
    let saves: Bool
    /// What each field is to hold; `nil` where the call leaves it out.
    let email: String?
    let nameServers: String?
    let mailServers: String?
    let subdomains: String?
    let transferAddresses: String?
    let applies: Bool

    init(_ form: Form) throws(PanelError) {
      // A call that only looks has nothing read, so that nothing in it can refuse it.
      saves = form.saves
      let form = saves ? form : Form([])
      email = try form.text(Field.email, as: Mailbox.self) { $0.text }
      nameServers = try form.text(Field.nameServers, as: HostList.self) { $0.text }
      mailServers = try form.text(Field.mailServers, as: MailServerList.self) { $0.text }
      subdomains = try form.text(Field.subdomains, as: SubdomainList.self) { $0.text }
      transferAddresses = try form.text(Field.transfer, as: IPAddressList.self) { list in
        list.addresses.map(\.text).joined(separator: " ")
      }
      applies = try form.optional(Field.applies, as: Flag.self) == .on
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    guard input.saves else {
      return .form(Reply.FormView(fields: try fields(of: call.account, in: call)))
    }
    var account = call.account
    account.email = input.email ?? account.email
    account.nameServers = input.nameServers ?? account.nameServers
    account.mailServers = input.mailServers ?? account.mailServers
    account.subdomains = input.subdomains ?? account.subdomains
    account.transferAddresses = input.transferAddresses ?? account.transferAddresses
    try call.store.update(account)
    if input.applies { try call.applyZoneSettings(of: account) }
    return .done(Reply.Done(saved: try fields(of: account, in: call)))
  }

  private static func fields(of account: Account, in call: Call) throws -> [Reply.Cell] {
    let template = call.settings.zoneTemplate.adapted(to: account)
    let namespace = try account.namespaceID.flatMap { try call.store.namespace(id: $0) }
    let standard = namespace?.nameServers.map { "\($0)." }.joined(separator: " ") ?? ""
    return [
      Reply.Cell(Field.email, account.email),
      Reply.Cell(Field.nameServers, account.nameServers.isEmpty ? standard : account.nameServers),
      Reply.Cell(Field.mailServers, MailServerList(servers: template.mailServers).text),
      Reply.Cell(
        Field.subdomains, template.addressNames.filter { $0 != "@" }.joined(separator: " ")),
      Reply.Cell(Field.transfer, account.transferAddresses),
    ]
  }
}

extension Form {
  /// Reads a field that may be emptied: what it holds, nothing, or `nil` when it was not sent.
  fileprivate func text<Value: FormValue>(
    _ name: String, as _: Value.Type, _ text: (Value) -> String
  ) throws(PanelError) -> String? {
    guard let value = try optional(name, as: Value.self) else { return has(name) ? "" : nil }
    return text(value)
  }
}
