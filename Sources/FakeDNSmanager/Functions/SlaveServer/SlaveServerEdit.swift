/// Registers a slave server, or changes what is known of one.
enum SlaveServerEdit: PanelFunction {
  static let contract = Contract(
    name: "slaveserver.edit",
    summary: "Registers another panel for slaves, or changes the one `elid` names; none is called.",
    access: .resellers,
    effect: .changes,
    showsForm: true,
    fields: [
      .optional(
        "elid", "address of the panel to show or to change",
        example: "https://ns3.example.net:1500/dnsmgr"),
      .required(
        "url", PanelAddress.formDescription, example: "https://ns2.example.net:1500/dnsmgr"),
      .required("username", "login there: \(Login.formDescription)", example: "provider"),
      .required("password", "its password: \(Password.formDescription)", example: "secret"),
    ],
    refusals: [
      .refusal(.missed, "slaveserver", when: "`elid` is not on the list", .assumed("§2.4")),
      .refusal(.exists, "slaveserver", when: "the address is on the list", .assumed("§2.4")),
    ],
    evidence: .assumed("reference §3.6: the fields are documented, their names are not"))

  struct New: FormDecodable {
    let address: PanelAddress
    let username: Login
    let password: Password

    init(_ form: Form) throws(PanelError) {
      address = try form.required("url")
      username = try form.required("username")
      guard let password = try form.password("password") else { throw .required("password") }
      self.password = password
    }
  }

  /// What the call leaves out stays.
  struct Changes: FormDecodable {
    let address: PanelAddress?
    let username: Login?
    let password: Password?

    init(_ form: Form) throws(PanelError) {
      address = try form.optional("url")
      username = try form.optional("username")
      password = try form.password("password")
    }
  }

  static func answer(_ input: Edit<New, Changes>, in call: Call) throws -> Reply {
    switch input {
    case .view(let elid):
      let server = try elid.map { try find($0, in: call) }
      let fields = cells(of: server) + [Reply.Cell("password", "")]
      return .form(Reply.FormView(elid: server?.address.text, fields: fields))
    case .create(let new):
      return try save(
        SlaveServer(
          accountID: call.account.id, address: new.address, username: new.username.text,
          password: try call.newPassword(new.password)), in: call)
    case .change(let elid, let changes):
      var server = try find(elid, in: call)
      server.address = changes.address ?? server.address
      server.username = changes.username?.text ?? server.username
      if let password = changes.password { server.password = try call.newPassword(password) }
      return try save(server, in: call)
    }
  }

  private static func find(_ elid: String, in call: Call) throws -> SlaveServer {
    guard let address = PanelAddress(formValue: elid),
      let server = try call.store.slaveServer(at: address.text, accountID: call.account.id)
    else { throw PanelError.missed("slaveserver", elid) }
    return server
  }

  private static func save(_ server: SlaveServer, in call: Call) throws -> Reply {
    let present = try call.store.slaveServer(
      at: server.address.text, accountID: server.accountID)
    guard present.map({ $0.id == server.id }) ?? true else {
      throw PanelError.exists("slaveserver", server.address.text)
    }
    try call.store.save(server)
    return .done(Reply.Done(id: server.address.text, saved: cells(of: server)))
  }

  private static func cells(of server: SlaveServer?) -> [Reply.Cell] {
    [
      Reply.Cell("url", server?.address.text ?? ""),
      Reply.Cell("username", server?.username ?? ""),
    ]
  }
}
