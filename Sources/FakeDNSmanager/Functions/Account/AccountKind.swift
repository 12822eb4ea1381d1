/// The kinds of account that the panel keeps apart by function: `user.edit`, `reseller.edit`, ….
enum AccountKind: String, Sendable {
  case user
  case reseller
  /// The name is assumed from ISPmanager 5 (reference §3.4).
  case administrator = "admin"

  var level: AccessLevel {
    switch self {
    case .user: .user
    case .reseller: .reseller
    case .administrator: .admin
    }
  }

  /// What functions begin with, and what refusals name.
  var word: String { rawValue }
}

extension Call {
  /// Returns the account of that login and kind.
  ///
  /// - Throws: `missed` with the kind's word when there is none, or none in the caller's reach: who
  ///   asks for another reseller's user learns no more than who asks for nobody, which is assumed.
  func account(_ login: String, _ kind: AccountKind) throws -> Account {
    guard let found = try store.account(named: login), reaches(found, kind) else {
      throw PanelError.missed(kind.word, login)
    }
    return found
  }

  /// Says whether the caller may manage that account with the functions of that kind.
  ///
  /// Administrators manage each other, which is assumed (reference §3.4 has "super/A").
  func reaches(_ other: Account, _ kind: AccountKind) -> Bool {
    guard other.level == kind.level else { return false }
    return store.isAbove(account, other)
      || (kind == .administrator && account.level >= .admin && account.id != other.id)
  }

  /// Gives an account a new password.
  func setPassword(_ password: Password?, of account: inout Account) throws {
    guard let password, !mutants.contains(.ignoresNewPasswords) else { return }
    account.password = try newPassword(password)
  }

  /// A password as it is stored, with a salt of its own.
  func newPassword(_ password: Password) throws -> StoredPassword {
    StoredPassword(password.text, salt: try Identifiers(store: store).salt())
  }
}
