/// Gives domains to another owner.
enum DomainTransfer: PanelFunction {
  static let contract = Contract(
    name: "domain.transfer",
    summary:
      "Gives domains to another owner, in whose namespace they are from then on; records stay.",
    access: .resellers,
    effect: .changes,
    fields: [
      GroupKeys.field("names of domains", example: "example.com"),
      .required("user", "login of the new owner", example: "dns117"),
    ],
    refusals: [
      .missedDomain,
      .refusal(
        .missed, "user", when: "no such user is in the caller's reach",
        .documented("reference §4.8; the kind is assumed")),
      .refusal(
        .exists, "domain", when: "the new owner's namespace has a domain of that name",
        .assumed("reference §4.4")),
      .refusal(
        .limit, "domainlimit", when: "the new owner or his reseller has as many as he may",
        .assumed("reference §4.8")),
    ],
    evidence: .assumed("reference §3.1: the action is documented, its names are not"))

  struct Input: FormDecodable {
    let keys: GroupKeys
    let owner: String

    init(_ form: Form) throws(PanelError) {
      keys = try GroupKeys(form)
      owner = try form.required("user")
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    let owner = try call.newOwner(input.owner)
    for domain in try call.domains(input.keys) where domain.ownerID != owner.id {
      try give(domain, to: owner, in: call)
    }
    return .done()
  }

  private static func give(_ domain: Domain, to owner: Account, in call: Call) throws {
    var moved = domain
    moved.ownerID = owner.id
    moved.namespaceID = owner.namespaceID ?? domain.namespaceID
    if moved.namespaceID != domain.namespaceID,
      try call.store.domain(named: domain.name, namespaceID: moved.namespaceID) != nil
    {
      throw PanelError.exists("domain", domain.name)
    }
    try call.store.update(moved)
    let giver = try call.store.account(id: domain.ownerID)
    try call.store.checkDomainLimits(of: owner, adding: 0, takenFrom: giver)
  }
}

extension Call {
  /// Returns the account of that login when it is the caller's own or below it.
  fileprivate func newOwner(_ login: String) throws -> Account {
    guard let owner = try store.account(named: login), owner.level < .admin,
      owner.id == account.id || store.isAbove(account, owner)
    else { throw PanelError.missed("user", login) }
    return owner
  }
}
