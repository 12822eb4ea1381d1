private import Synchronization

/// Makes the passwords of DNSmanager users.
public struct PasswordGenerator: Sendable {
  /// How many characters a password has.
  ///
  /// Assumed: billing reference, U12; the vendor's own modules use 20 letters and digits.
  public static let length = 20

  /// Makes the next password.
  public let next: @Sendable () -> Secret

  /// Makes a generator from a closure; tests give passwords with hard characters so.
  public init(next: @escaping @Sendable () -> Secret) {
    self.next = next
  }

  /// Passwords from the system's randomness.
  public static let system = Self {
    var generator = SystemRandomNumberGenerator()
    return password(using: &generator)
  }

  /// Passwords that are the same for the same seed, for scenarios and tests only.
  public static func seeded(_ seed: UInt64) -> Self {
    let state = SeededState(seed)
    return Self { state.next() }
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

  fileprivate static func password(using generator: inout some RandomNumberGenerator) -> Secret {
    Secret(
      String(
        (0..<length).map { _ in
          alphabet[Int.random(in: alphabet.indices, using: &generator)]
        }))
  }
}

/// Shares one seeded sequence; the mutex is its only lock.
private final class SeededState: Sendable {
  private let generator: Mutex<SplitMix64>

  init(_ seed: UInt64) {
    generator = Mutex(SplitMix64(state: seed))
  }

  func next() -> Secret {
    generator.withLock { PasswordGenerator.password(using: &$0) }
  }
}

/// Steele, Lea and Flood's generator: tiny, and the same on every platform.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
