/// The fields of a new domain.
struct NewDomain: FormDecodable {
  let name: DomainName
  let source: NewZone.Source
  let properties: DomainProperties
  let namespaceID: Int?

  /// A domain without `dtype` is a master, which is assumed (reference §4.6); the addresses of one kind are not looked at
  /// on the other: clients send `masterip` for masters, with success (observed there).
  init(_ form: Form) throws(PanelError) {
    let text: String = try form.required("name")
    guard let name = DomainName(formValue: text) else { throw .invalidDomainName(text, of: "name") }
    self.name = name
    switch try form.optional("dtype", as: Domain.Kind.self) ?? .master {
    case .master:
      source = .addresses(try form.optional("ip", as: IPAddressList.self)?.addresses ?? [])
    case .slave:
      guard let address = try form.masterAddress() else { throw .required("masterip") }
      source = .master(address)
    }
    properties = try DomainProperties(form)
    namespaceID = try form.optional("namespace_id")
  }
}

/// The fields of a change to a domain; what the call leaves out stays.
struct DomainChanges: FormDecodable {
  let properties: DomainProperties
  private let form: Form

  init(_ form: Form) throws(PanelError) {
    properties = try DomainProperties(form)
    self.form = form
  }

  /// The new master of a slave zone; never read for a master zone, which ignores what it holds.
  func masterAddress() throws(PanelError) -> IPAddress? { try form.masterAddress() }
}

/// What every domain has.
struct DomainProperties: FormDecodable {
  let email: Mailbox?
  let isSigned: Bool?

  init(_ form: Form) throws(PanelError) {
    email = try form.optional("email")
    isSigned = try form.optional("dnssec", as: Flag.self)?.isOn
  }
}

extension Form {
  /// The server that a slave zone is transferred from; clients of version 4 call it `master`
  /// (observed, clients in the wild §1).
  fileprivate func masterAddress() throws(PanelError) -> IPAddress? {
    if let address = try optional("masterip", as: IPAddress.self) { return address }
    return try optional("master")
  }
}
