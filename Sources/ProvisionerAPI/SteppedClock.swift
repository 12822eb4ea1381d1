public import Foundation
public import Provisioner
private import Synchronization

/// A clock that stands still until it is told to go on; the mutex is its only lock.
public final class SteppedClock: Sendable {
  private let moment: Mutex<Date>

  /// The moments that it can show: the years 1970 to 9999, in seconds since 1970.
  public static let moments: ClosedRange<Int64> = 0...253_402_300_799

  /// Makes a clock that shows a moment.
  public init(at moment: Date) {
    self.moment = Mutex(moment)
  }

  /// What it shows.
  public var now: Date { moment.withLock(\.self) }

  /// The clock as a provisioner takes it.
  public var billingClock: BillingClock { BillingClock { [self] in now } }

  /// Moves it; returns what it shows then, or `nil` where that would be out of its range.
  func step(by seconds: Int64) -> Date? {
    moment.withLock { moment in
      let (end, overflows) = moment.wholeSeconds.addingReportingOverflow(seconds)
      guard !overflows, Self.moments.contains(end) else { return nil }
      moment.addTimeInterval(TimeInterval(seconds))
      return moment
    }
  }
}

extension Date {
  /// Seconds since 1970-01-01 00:00:00 UTC, without their fraction.
  var wholeSeconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
