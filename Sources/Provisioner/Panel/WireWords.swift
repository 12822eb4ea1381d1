/// Every word of DNSmanager's wire that we rely on, with where we know it from.
///
/// "API" is the DNSmanager API reference, "billing" the billing reference.
enum WireWords {
  // Generic parameters. Documented and observed: API 1.2, 1.4.
  static let function = "func"
  static let output = "out"
  static let credentials = "authinfo"
  static let actAs = "su"
  static let element = "elid"
  static let perform = "sok"

  // Functions. Observed in clients: API 3.3 to 3.5, billing 5.2.
  static let whoami = "whoami"
  static let users = "user"
  static let editUser = "user.edit"
  static let deleteUser = "user.delete"
  static let suspendUser = "user.suspend"
  static let resumeUser = "user.resume"
  static let resellers = "reseller"
  static let editReseller = "reseller.edit"
  static let ownSettings = "usrparam"
  static let domains = "domain"
  static let editDomain = "domain.edit"
  static let zoneKind = "dtype"
  static let masterZone = "master"
  static let addresses = "ip"
  static let slaveZone = "slave"
  static let masterAddress = "masterip"
  static let deleteDomain = "domain.delete"
  static let records = "domain.record"
  static let editRecord = "domain.record.edit"
  static let deleteRecord = "domain.record.delete"
  static let zone = "plid"
  // Columns of the list of records and fields of its form. Documented and observed: API 3.8.
  static let recordKey = "rkey"
  static let recordType = "rtype"
  static let recordValue = "value"
  // Assumed: API 3.6; used by the exploration only, to see orphans.
  static let namespaces = "namespace"
  // The function is observed, that its form view has a field `namespace` is assumed.
  static let dnsSettings = "dnsparam"

  // Fields of user.edit and usrparam. Observed: API 3.3, 3.5.
  static let name = "name"
  static let password = "passwd"
  static let confirmation = "confirm"
  static let domainLimit = "domainlimit"
  // Observed as a field of user.edit; that leaving it out means "share the reseller's" and giving it
  // means "one of his own" is assumed: billing U3.
  static let namespace = "namespace"
  // Observed: allows the login from every address, API 3.5.
  static let addressPolicy = "atype"
  static let anyAddress = "atany"

  // Columns of the list `user`. `name` and `parent` are observed, the others assumed after the
  // columns of version 4: API 3.3.
  static let parent = "parent"
  static let level = "level"
  static let active = "active"
  static let off = "off"

  // Signing in once without a password. Documented: API 1.2.
  static let newSessionKey = "session.newkey"
  static let sessionKey = "key"
  static let username = "username"
  static let signIn = "auth"

  // Access levels as numbers. Documented: API 1.3.
  static let userLevel = 16
  static let resellerLevel = 24

  // Inline filter of a list. Observed: API 1.4.
  static let filter = "filter"
  static let on = "on"

  // Types of refusals. `auth`, `exists`, `value`, `missed`, `access` are observed, `limit` and
  // `license` assumed after version 4: API 2.4.
  static let authRefusal = "auth"
  static let missedRefusal = "missed"
  static let existsRefusal = "exists"
  static let accessRefusal = "access"
  // Assumed: that a suspended account cannot sign in is inferred, how it is told is not known (API 4.8).
  static let suspendedObject = "account"
  static let permanentRefusals: Set = [
    "auth", "access", "exists", "limit", "missed", "value", "license",
  ]

  /// How a view of a user that is not there is refused: `missed(user)`, after the vendor's own plug-in
  /// (API 2.4); `elid` is accepted as the object as well, assumed.
  static let missingUserObjects: Set = ["user", "elid"]

  // Where things are in an answer. `user/@name` and `user/@level` of whoami are observed (API 2.5);
  // `user/@namespace` is assumed, with two further places to look when it is absent.
  static let callerName = "string(/doc/user/@name)"
  static let callerLevel = "string(/doc/user/@level)"
  static let callerNamespace = "string(/doc/user/@namespace)"
  // A row of a list, below the root. Observed: API 2.3.
  static let row = "elem"
}
