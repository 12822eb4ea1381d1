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
  /// New users with a namespace of their own have no parent.
  case orphansPrivateUsers = "orphans-private-users"
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
  /// The name server claims no authority.
  case answersWithoutAuthority = "answers-without-authority"
  /// Negative answers come without the SOA record.
  case omitsNegativeSOA = "omits-negative-soa"
  /// A name without the type that is asked for is said not to exist.
  case deniesNamesForTypes = "denies-names-for-types"
  /// Answers have names in lower case, however they were asked for.
  case respellsNames = "respells-names"
  /// Nothing is answered over TCP.
  case silentOverTCP = "silent-over-tcp"
  /// The second name server has no zones.
  case lamesSecondServer = "lames-second-server"
  /// The names of the name servers do not resolve.
  case forgetsOwnServers = "forgets-own-servers"
  /// Suspended domains are answered for.
  case servesSuspended = "serves-suspended"
  /// Every name server answers for the domains of all namespaces.
  case mixesNamespaces = "mixes-namespaces"
  /// A zone that changes keeps its serial.
  case freezesSerials = "freezes-serials"
  /// Anybody may transfer a zone.
  case transfersToEveryone = "transfers-to-everyone"
  /// Nobody may transfer a zone.
  case refusesTransfers = "refuses-transfers"
  /// A master's NOTIFY is answered and forgotten.
  case ignoresNotify = "ignores-notify"
  /// Secondaries are not told of changes.
  case keepsQuietOfChanges = "keeps-quiet-of-changes"
  /// A slave domain is transferred when it is asked for, and not when its SOA says so.
  case ignoresRefreshTimes = "ignores-refresh-times"
  /// A slave domain is answered for however old its contents are.
  case neverExpires = "never-expires"
  /// The records of a slave domain can be edited.
  case editsSlaves = "edits-slaves"
  /// A delegation that is taken back stays in the zone above.
  case keepsOldDelegations = "keeps-old-delegations"
  /// The zones above name servers below the domain without their addresses.
  case omitsGlue = "omits-glue"
  /// The API shows the DS record of another key than the one that signs.
  case showsForeignSigner = "shows-foreign-signer"
  /// Answers of a signed zone come without signatures.
  case omitsSignatures = "omits-signatures"
  /// A signed zone does not prove what is not there.
  case omitsDenials = "omits-denials"
  /// A zone is signed once, and not again when its signatures grow old.
  case keepsOldSignatures = "keeps-old-signatures"
}
