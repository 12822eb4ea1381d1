extension Call {
  /// Performs `user.edit`, `reseller.edit` or `admin.edit`: shows, makes or changes an account.
  func edit(_ edit: Edit<NewAccount, AccountChanges>, _ kind: AccountKind) throws -> Reply {
    switch edit {
    case .view(nil): return .form(Reply.FormView(fields: kind.emptyForm))
    case .view(let elid?): return try form(of: try account(elid, kind))
    case .create(let new): return try create(new, kind)
    case .change(let elid, let changes):
      return try change(try account(elid, kind), to: changes, kind)
    }
  }

  private func create(_ new: NewAccount, _ kind: AccountKind) throws -> Reply {
    let name = new.name.text
    guard try store.account(named: name) == nil else { throw PanelError.exists(kind.word, name) }
    if let limit = account.userLimit, try store.userCount(under: account) >= limit {
      throw PanelError.limit("userlimit", String(limit))
    }
    var account = Account(name: name, level: kind.level, password: try newPassword(new.password))
    if kind == .user {
      if mutants.contains(.makesResellers) { account.level = .reseller }
      let isOrphan =
        mutants.contains(.forgetsParents)
        || mutants.contains(.orphansPrivateUsers) && new.properties.namespace != nil
      let isOwned = self.account.level == .reseller && !isOrphan
      account.parentID = isOwned ? self.account.id : nil
    }
    if kind != .administrator {
      account.namespaceID = try namespaceID(for: new.name, new.properties)
    }
    apply(new.properties, to: &account, kind)
    return .done(try saved(try store.insert(account)))
  }

  private func change(
    _ account: Account, to changes: AccountChanges, _ kind: AccountKind
  ) throws -> Reply {
    // Clients repeat the login beside `elid`; that a login never changes is assumed.
    if let name = changes.name?.text, name.lowercased() != account.name.lowercased() {
      throw PanelError.value(name, of: "name", expected: "the login that the account has")
    }
    try move(account, changes.properties)
    var account = try self.account(account.name, kind)
    try setPassword(changes.password, of: &account)
    apply(changes.properties, to: &account, kind)
    try store.update(account)
    return .done(try saved(account))
  }

  private func apply(
    _ properties: AccountProperties, to account: inout Account, _ kind: AccountKind
  ) {
    if kind != .administrator {
      account.domainLimit = properties.domainLimit.applied(to: account.domainLimit)
    }
    if kind == .reseller {
      account.userLimit = properties.userLimit.applied(to: account.userLimit)
    }
    account.note = properties.note ?? account.note
  }

  private func form(of account: Account) throws -> Reply {
    .form(Reply.FormView(elid: account.name, fields: try fields(of: account)))
  }

  private func saved(_ account: Account) throws -> Reply.Done {
    Reply.Done(id: account.name, saved: try fields(of: account))
  }

  private func fields(of account: Account) throws -> [Reply.Cell] {
    let namespace = try account.namespaceID.flatMap { try store.namespace(id: $0)?.name } ?? ""
    var fields = [
      Reply.Cell("name", account.name),
      Reply.Cell("active", Flag(try store.isActive(account)).rawValue),
      Reply.Cell("parent", try store.parentName(of: account)),
      Reply.Cell("namespace", namespace),
      Reply.Cell("domainlimit", account.domainLimit.map(String.init) ?? ""),
    ]
    if account.level == .reseller {
      fields.append(Reply.Cell("userlimit", account.userLimit.map(String.init) ?? ""))
    }
    return fields + [Reply.Cell("note", account.note)]
  }
}

extension AccountKind {
  /// The form for a new account: nothing is filled in.
  fileprivate var emptyForm: [Reply.Cell] {
    let fields =
      switch self {
      case .user: ["namespace", "domainlimit"]
      case .reseller: ["namespace", "domainlimit", "userlimit"]
      case .administrator: [String]()
      }
    return (["name", "passwd", "confirm"] + fields + ["note"]).map { Reply.Cell($0, "") }
  }
}
