private import Crypto

/// Makes what must look random, from the world's seed: the same seed and calls give the same values.
///
/// The counter lives in the world's store, so a refused call gives its values back and a fork goes on
/// from where its origin stood.
struct Identifiers {
  let store: Transaction

  /// A session id in lower-case hex digits: 24 on current panels (reference §1.2).
  func sessionID(digits: Int) throws -> String { try hex(digits: digits) }

  /// A salt for a stored password: 16 hex digits.
  func salt() throws -> String { try hex(digits: 16) }

  private func hex(digits: Int) throws -> String {
    let counter = try store.nextIdentifierCounter()
    let digest = SHA256.hash(data: Array("\(counter.seed)/\(counter.value)".utf8))
    return String(digest.hexDigits.prefix(digits))
  }
}
