/// A declared starting state: what a world holds before anybody calls.
///
/// Read from YAML, or made in Swift with the same parts. Passwords stand in it in the clear: it is
/// a test's own file.
public struct WorldFile: Sendable, Equatable {
  /// A user, with the domains that are there already.
  public struct User: Sendable, Equatable {
    public var name: String
    public var password: String
    /// The name of a namespace of his own; `nil` is his reseller's.
    public var namespace: String?
    public var domainLimit: Int?
    public var isSuspended = false
    public var domains: [Domain] = []

    public init(name: String, password: String) {
      self.name = name
      self.password = password
    }
  }

  /// A reseller with his users.
  public struct Reseller: Sendable, Equatable {
    public var name: String
    public var password: String
    public var namespace: String
    /// Whether ns1 and ns2 answer on addresses of their own.
    public var hasTwoAddresses = true
    public var domainLimit: Int?
    public var userLimit: Int?
    public var isSuspended = false
    public var users: [User] = []
    public var domains: [Domain] = []

    public init(name: String, password: String, namespace: String) {
      self.name = name
      self.password = password
      self.namespace = namespace
    }
  }

  /// An administrator.
  public struct Administrator: Sendable, Equatable {
    public var name: String
    public var password: String

    public init(name: String, password: String) {
      self.name = name
      self.password = password
    }
  }

  /// A master zone.
  public struct Domain: Sendable, Equatable {
    public var name: String
    /// The addresses of its automatic A and AAAA records.
    public var addresses: [String] = []

    public init(name: String) {
      self.name = name
    }
  }

  /// The name that scenarios and servers call it by.
  public var name = ""
  public var administrators: [Administrator] = []
  public var resellers: [Reseller] = []
  /// Users that an administrator made himself, each with a namespace of his own.
  public var users: [User] = []
  /// What customers have delegated already; needs ``WorldSettings/parent``.
  public var delegations: [Delegation] = []
  public var settings = WorldSettings()
  /// What everything that looks random is made from; `nil` is ``standardSeed``, and for a program that
  /// serves a world real randomness.
  public var seed: UInt64?

  /// The seed of a world whose file has none.
  public static let standardSeed: UInt64 = 1

  /// Where a frozen clock of this world stands at first.
  public var start = WorldTime.standard

  public init() {}

  /// The password of an account of that name, for callers that act as it.
  public func password(of login: String) -> String? {
    let all =
      administrators.map { ($0.name, $0.password) } + resellers.map { ($0.name, $0.password) }
      + (users + resellers.flatMap(\.users)).map { ($0.name, $0.password) }
    return all.first { $0.0 == login }?.1
  }
}
