public import Logging

extension World {
  /// Builds a world from a declared state.
  ///
  /// The clock stands still at the file's start unless the caller brings another one; `mutants` are wrong behaviours, for tests
  /// of tests; `logger` is told of mistakes of ours. Throws a ``PanelError`` when the state contradicts
  /// itself: a login twice, a namespace twice, more namespaces than addresses; a ``DelegationError`` for
  /// parent zones and delegations that cannot be.
  public convenience init(
    _ file: WorldFile, clock: WorldClock? = nil, mutants: Set<Mutant> = [],
    logger: Logger = Logger(label: "FakeDNSmanager")
  ) throws {
    let store = try Store()
    let clock = clock ?? .frozen(at: file.start)
    let now = clock.now
    try store.change { transaction in
      try WorldBuilder(store: transaction, file: file, now: now).build()
    }
    self.init(store: store, clock: clock, mutants: mutants, logger: logger)
  }
}

/// Writes a declared state into an empty store.
private struct WorldBuilder {
  let store: Transaction
  let file: WorldFile
  let now: WorldTime
  /// What is left of the pool: to look for it anew for each namespace would take a file of many forever.
  private let freeAddresses: AnyIterator<String>

  init(store: Transaction, file: WorldFile, now: WorldTime) throws {
    (self.store, self.file, self.now) = (store, file, now)
    freeAddresses = try store.freeAddresses(of: file.settings.pool())
  }

  func build() throws {
    try store.insertWorld(
      seed: file.seed ?? WorldFile.standardSeed, settings: file.settings)
    try store.makeDefaultNamespace(from: freeAddresses)
    for administrator in file.administrators {
      try insert(administrator.name, .admin, administrator.password)
    }
    for reseller in file.resellers { try build(reseller) }
    for user in file.users { try build(user, under: nil) }
    try store.checkParentZones(of: file.settings)
    for delegation in file.delegations { _ = try store.delegate(delegation, at: now) }
  }

  private func build(_ reseller: WorldFile.Reseller) throws {
    let namespace = try makeNamespace(
      reseller.namespace, addressCount: reseller.hasTwoAddresses ? 2 : 1)
    let account = try insert(reseller.name, .reseller, reseller.password) { account in
      account.namespaceID = namespace.id
      account.domainLimit = reseller.domainLimit
      account.userLimit = reseller.userLimit
      account.isActive = !reseller.isSuspended
    }
    for user in reseller.users { try build(user, under: account) }
    for domain in reseller.domains { try build(domain, of: account) }
  }

  private func build(_ user: WorldFile.User, under reseller: Account?) throws {
    let own = try user.namespace.map { try makeNamespace($0, addressCount: 1) }
    guard let namespaceID = own?.id ?? reseller?.namespaceID else {
      throw PanelError.required("namespace")
    }
    let account = try insert(user.name, .user, user.password) { account in
      account.parentID = reseller?.id
      account.namespaceID = namespaceID
      account.domainLimit = user.domainLimit
      account.isActive = !user.isSuspended
    }
    for domain in user.domains { try build(domain, of: account) }
  }

  private func build(_ domain: WorldFile.Domain, of account: Account) throws {
    guard let name = DomainName(formValue: domain.name) else {
      throw PanelError.value(domain.name, of: "name", expected: DomainName.formDescription)
    }
    guard let namespace = try account.namespaceID.flatMap({ try store.namespace(id: $0) }) else {
      throw PanelError.required("namespace")
    }
    guard try store.domain(named: name.text, namespaceID: namespace.id) == nil else {
      throw PanelError.exists("domain", name.text)
    }
    _ = try store.make(
      NewZone(
        name: name, owner: account, namespace: namespace,
        source: .addresses(try domain.addresses.map(address)),
        template: file.settings.zoneTemplate), at: now)
  }

  private func address(_ text: String) throws -> IPAddress {
    guard let address = IPAddress(formValue: text) else {
      throw PanelError.value(text, of: "addresses", expected: IPAddress.formDescription)
    }
    return address
  }

  @discardableResult
  private func insert(
    _ name: String, _ level: AccessLevel, _ password: String,
    _ finish: (inout Account) -> Void = { _ in }
  ) throws -> Account {
    guard let login = Login(formValue: name) else {
      throw PanelError.value(name, of: "name", expected: Login.formDescription)
    }
    guard try store.account(named: login.text) == nil else { throw PanelError.exists("user", name) }
    let salt = try Identifiers(store: store).salt()
    var account = Account(
      name: login.text, level: level, password: StoredPassword(password, salt: salt))
    finish(&account)
    return try store.insert(account)
  }

  private func makeNamespace(_ text: String, addressCount: Int) throws -> Namespace {
    guard let name = NamespaceName(formValue: text) else {
      throw PanelError.value(text, of: "namespace", expected: NamespaceName.formDescription)
    }
    return try store.makeNamespace(
      named: name.text, addressCount: addressCount, from: freeAddresses)
  }
}
