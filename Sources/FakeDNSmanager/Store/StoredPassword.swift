private import Crypto

/// A password as a world keeps it: salted and hashed, so that no snapshot, state diff or report of a
/// world can hold one.
///
/// One round of SHA-256: a world is a test's own, and `authinfo` checks it on every call.
struct StoredPassword: Sendable, Equatable {
  let stored: String

  /// Takes what ``stored`` gave.
  init(stored: String) {
    self.stored = stored
  }

  init(_ password: String, salt: String) {
    stored = "\(salt)$\(Self.digest(password, salt: salt))"
  }

  /// Says whether that is the password.
  func matches(_ password: String) -> Bool {
    let parts = stored.split(separator: "$", maxSplits: 1)
    guard parts.count == 2 else { return false }
    return Self.digest(password, salt: String(parts[0])) == parts[1]
  }

  private static func digest(_ password: String, salt: String) -> String {
    SHA256.hash(data: Array("\(salt)\(password)".utf8)).hexDigits
  }
}
