public import Foundation

/// Where the billing side learns the time; a test gives its own.
public struct BillingClock: Sendable {
  /// The time now.
  public let now: @Sendable () -> Date

  /// Makes a clock from a closure, which may be called from any thread.
  public init(now: @escaping @Sendable () -> Date) {
    self.now = now
  }

  /// The machine's clock.
  public static let system = Self { Date() }
}
