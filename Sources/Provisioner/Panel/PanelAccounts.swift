/// Who a login is, by the panel's own word (`whoami`).
public struct PanelAccount: Equatable, Sendable {
  /// The login.
  public let name: String
  /// The access level: 16 user, 24 reseller, 29 administrator (API reference, 1.3).
  public let level: Int
  /// The namespace, when the panel tells it here.
  public let namespace: String?
}

/// A user as the panel describes him; a column that the panel leaves out is `nil`.
public struct PanelUser: Equatable, Sendable {
  /// The login, which is the key too.
  public let name: String
  /// The reseller whose user he is.
  public let parent: String?
  /// His namespace, his own or the reseller's.
  public let namespace: String?
  /// The access level.
  public let level: Int?
  /// `false` when he is suspended.
  public let isActive: Bool?
  /// How many zones he may have.
  public let domainLimit: Int?
}

/// What a new user is to be.
public struct NewPanelUser: Sendable {
  /// The login.
  public var name: String
  /// The first password.
  public var password: Secret
  /// A namespace of his own; `nil` shares the reseller's.
  public var namespace: String?
  /// How many zones he may have; `nil` leaves it to the panel.
  public var domainLimit: Int?

  /// Describes a user.
  public init(
    name: String, password: Secret, namespace: String? = nil, domainLimit: Int? = nil
  ) {
    self.name = name
    self.password = password
    self.namespace = namespace
    self.domainLimit = domainLimit
  }
}
