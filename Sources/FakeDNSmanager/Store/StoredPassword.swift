private import Crypto

/// A password as a world keeps it: salted and hashed, so that no snapshot, state diff or report of a
/// world can hold one.
///
/// One round of SHA-256: a world is a test's own.
struct StoredPassword: Sendable, Hashable {
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
    guard let mark = stored.utf8.firstIndex(of: UInt8(ascii: "$")) else { return false }
    let digest = Self.digest(password, salt: stored[..<mark])
    return digest.utf8.elementsEqual(stored.utf8[mark...].dropFirst())
  }

  private static func digest(_ password: String, salt: some StringProtocol) -> String {
    SHA256.hash(data: Array("\(salt)\(password)".utf8)).hexDigits
  }
}
