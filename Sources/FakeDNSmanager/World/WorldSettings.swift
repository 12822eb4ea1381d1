/// Choices of one installation, and the places where the documents are silent.
///
/// What the product lets an administrator configure stands first; below it each assumption that the
/// reference marks as such (§6), so that a test can try the other one.
public struct WorldSettings: Sendable, Equatable, Codable {
  /// How strictly callers are taken at their word; see Modes.
  public var mode = PanelMode.documented
  /// Whether choices where the documents are silent are made from the world's seed; see Choices.
  public var vary = false
  /// `DefViewUsable`: accounts may live in the default namespace (documented, reference §4.1).
  public var defaultNamespaceUsable = false
  /// The name of the default namespace, which owns the server's main address.
  public var defaultNamespace = "default.local"
  /// Addresses that namespaces are given, as `a.b.c.d/n` or `a-b`, in order.
  public var addressPool = ["127.53.0.0/16"]
  /// `RestrictAuthinfoRange`: who may use `authinfo`; `nil` is everybody (documented, §1.2).
  public var authinfoAddresses: [String]?
  /// Names that no domain may have: the panel's Settings → Restricted names (documented, §3.6).
  public var restrictedNames: [String] = []
  /// The records of a new master zone.
  public var zoneTemplate = ZoneTemplate()
  /// Seconds without a call after which a session is over (documented: one hour, §1.2).
  public var sessionLifetime: Int64 = 3_600
  /// Whether a session answers only to the address that opened it (documented, §1.2).
  public var bindsSessionsToAddress = true
  /// Whether an administrator's lists show resellers' things too; assumed (§4.3, §6).
  public var administratorSeesAll = true
  /// Whether `whoami` and the lists tell an account's namespace by name; assumed, no capture shows it.
  public var tellsNamespaces = true
  /// Whether `user.edit` moves an account with domains to another namespace when no zone stands in the
  /// way there; refused otherwise, which is assumed (billing reference §1.10).
  public var movesNamespaces = false
  /// Seconds a one-use login key is good for; assumed, "short life" (§1.2).
  public var sessionKeyLifetime: Int64 = 60
  /// `themename` of answers; `orion` on old panels, `dragon` on newer ones (observed, §2.1).
  public var theme = "orion"
  /// `features` of answers: 32 hex digits, as captured (observed, §2.2).
  public var features = "5be884bc592ba9fba23fea3cef9cb5b7"
  /// Servers that may transfer every zone and are told of its changes, as `a.b.c.d` or
  /// `a.b.c.d:port` (reference §4.10 calls them slave servers).
  public var secondaries: [String] = []
  /// The port of the servers that slave domains are transferred from: 53, another one in tests.
  public var primaryPort = 53
  /// What zones are signed with; the product's own choice is not known.
  public var signingAlgorithm = SigningAlgorithm.ecdsaP256
  /// The zones above the customers', for resolvers that start at the root; `nil` has none.
  public var parent: ParentZones?
  /// What `host` of answers says when the request names no host.
  public var host = "https://127.0.0.1:1500"

  public init() {}
}

/// What a new master zone holds besides its SOA and NS records (reference §4.6; the list is inferred).
public struct ZoneTemplate: Sendable, Equatable, Codable {
  /// Names that get the zone's addresses; `@` is the zone itself.
  public var addressNames = ["@", "www", "mail", "ftp", "smtp", "pop"]
  /// Mail servers: priority and host, relative to the zone.
  public var mailServers = [
    MailServer(priority: 10, host: "mail"), MailServer(priority: 20, host: "mail"),
  ]
  /// Whether to publish an SPF policy for the zone's addresses.
  public var publishesSPF = true
  /// Seconds (documented default, §4.7).
  public var ttl = 3_600

  public struct MailServer: Sendable, Hashable, Codable {
    public var priority: Int
    public var host: String
  }

  public init() {}
}
