/// A moment on a world's clock: whole seconds since 1970-01-01 00:00:00 UTC.
public struct WorldTime: Hashable, Sendable, Comparable, Codable {
  public let seconds: Int64

  public init(seconds: Int64) {
    self.seconds = seconds
  }

  public static func < (one: Self, other: Self) -> Bool { one.seconds < other.seconds }

  /// What a clock can show, from 1970 to the end of the year 9999: what a date can say.
  public static let moments: ClosedRange<Int64> = 0...253_402_300_799

  /// The day in the Gregorian calendar, in UTC.
  ///
  /// Counted and not looked up: every new zone asks for it, and a calendar takes longer to answer than
  /// the zone takes to store.
  var date: (year: Int, month: Int, day: Int) {
    let daysPer400Years = 146_097
    // Years begin in March here, so that the leap day is the last day of one.
    let (era, dayOfEra) = Self.split(
      Self.split(Int(seconds), by: 86_400).quotient + 719_468, by: daysPer400Years)
    let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / (daysPer400Years - 1)
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  /// Divides so that the remainder is never negative.
  private static func split(_ number: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  /// The moment so many seconds later; earlier when negative.
  public func advanced(by seconds: Int64) -> WorldTime {
    let (sum, overflows) = self.seconds.addingReportingOverflow(seconds)
    return WorldTime(seconds: overflows ? (seconds < 0 ? .min : .max) : sum)
  }

  /// How many seconds have gone by since an earlier moment; negative since a later one.
  func seconds(since other: WorldTime) -> Int64 {
    let (difference, overflows) = seconds.subtractingReportingOverflow(other.seconds)
    return overflows ? (other.seconds < 0 ? .max : .min) : difference
  }
}
