/// What an account may do, by the panel's numbers (reference §1.3).
public enum AccessLevel: Int, Sendable, CaseIterable, Comparable, Codable {
  /// Not signed in.
  case nobody = 0
  case user = 16
  case reseller = 24
  case admin = 29
  /// The system administrator, above every administrator.
  case root = 30

  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// The levels that may call a function.
public struct Access: Sendable, Equatable {
  /// The lowest level that may.
  public let minimum: AccessLevel

  /// Everyone, signed in or not.
  public static let everyone = Access(minimum: .nobody)
  /// Users and all above.
  public static let users = Access(minimum: .user)
  /// Resellers and all above.
  public static let resellers = Access(minimum: .reseller)
  /// Administrators and root.
  public static let administrators = Access(minimum: .admin)

  /// Says whether a caller of that level may.
  public func admits(_ level: AccessLevel) -> Bool { level >= minimum }
}
