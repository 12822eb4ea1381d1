private import Synchronization

/// The passwords that were found right, so that a program is not checked anew with each of its calls:
/// hashing took a twelfth of a new zone's time.
///
/// In memory alone, and for one world. What is stored is the key, so another password is another entry.
/// A lock guards them, and is held for one look or one change.
final class CheckedPasswords: Sendable {
  /// The most that are held; then it begins anew.
  private static let capacity = 100

  private let right = Mutex<[StoredPassword: String]>([:])

  /// Says whether that is the password.
  func isRight(_ password: String, for stored: StoredPassword) -> Bool {
    // Bytes, as they are hashed: `==` takes two spellings of a letter for one.
    if right.withLock({ $0[stored]?.utf8.elementsEqual(password.utf8) ?? false }) { return true }
    guard stored.matches(password) else { return false }
    right.withLock { right in
      if right.count >= Self.capacity { right.removeAll() }
      right[stored] = password
    }
    return true
  }
}
