extension Call {
  /// Suspends or resumes each of those accounts.
  ///
  /// - Throws: `missed` for the first that is not there or out of reach; then none is changed.
  func setActive(_ isActive: Bool, _ logins: [String], _ kind: AccountKind) throws -> Reply {
    for login in logins {
      var account = try account(login, kind)
      account.isActive = isActive || mutants.contains(.ignoresSuspension)
      try store.update(account)
    }
    return .done()
  }

  /// Deletes each of those accounts with all that is below it.
  ///
  /// One that is not there is no error, as for domains (observed there, reference §5, quirk 2). One
  /// out of reach is refused, which is assumed: an "ok" would tell a client that it is gone.
  ///
  /// - Throws: `access` with the kind's word.
  func delete(_ logins: [String], _ kind: AccountKind) throws -> Reply {
    for login in logins {
      guard let found = try store.account(named: login), found.level == kind.level else { continue }
      guard reaches(found, kind) else { throw PanelError.access(kind.word, value: login) }
      if kind == .user, mutants.contains(.keepsDeletedUsers) { continue }
      try store.delete(found, keeping: settings.defaultNamespace)
    }
    return .done()
  }
}

extension [Contract.Refusal] {
  /// What suspending and resuming can meet.
  static func suspending(_ kind: AccountKind) -> Self {
    [
      .refusal(
        .missed, kind.word, when: "there is no such account in the caller's reach",
        .assumed("reference §2.4, missed object"))
    ]
  }

  /// What deleting can meet.
  static func deleting(_ kind: AccountKind) -> Self {
    [
      .refusal(
        .access, kind.word, when: "the account is there and out of the caller's reach",
        .assumed("an ok would say that it is gone"))
    ]
  }
}
