/// A wrong behaviour of the panel that a test can switch on to see that a check catches it.
///
/// Each is one small switch where the right thing is decided, never a copy of the code around it.
public enum Mutant: String, Sendable, CaseIterable, Codable {
  /// `user.edit` makes a reseller where a user was asked for.
  case makesResellers = "makes-resellers"
  /// A user that asks for a namespace of his own gets his reseller's.
  case sharesNamespaces = "shares-namespaces"
  /// A user that asks for nothing gets a namespace of his own.
  case splitsNamespaces = "splits-namespaces"
  /// New users have no parent.
  case forgetsParents = "forgets-parents"
  /// A new zone names the first name server only.
  case omitsSecondNameServer = "omits-second-name-server"
  /// A new password is accepted and thrown away.
  case ignoresNewPasswords = "ignores-new-passwords"
  /// Users may call what only resellers may.
  case admitsUsersEverywhere = "admits-users-everywhere"
  /// Deleting a user answers ok and keeps it.
  case keepsDeletedUsers = "keeps-deleted-users"
  /// Everyone sees every domain.
  case showsForeignDomains = "shows-foreign-domains"
  /// A suspended user stays active.
  case ignoresSuspension = "ignores-suspension"
}
