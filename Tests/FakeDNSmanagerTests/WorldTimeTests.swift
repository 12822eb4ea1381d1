import DNSWire
import Foundation
import Testing

@testable import FakeDNSmanager

struct WorldTimeTests {
  @Test func `a day is the one that the Gregorian calendar has`() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    // Every 9.3 days from 1600 to 2400, so that each end of a month and each leap rule is met; the
    // last second of a day and the first one of the next are among them.
    let moments = stride(from: Int64(-11_676_096_000), to: 13_569_465_600, by: 803_520)
    for seconds in moments.flatMap({ [$0, $0 - 1] }) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      let date = WorldTime(seconds: seconds).date
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
    }
  }

  @Test(arguments: [
    (0, 1_970_010_100), (-1, 1_969_123_100), (951_782_400, 2_000_022_900),
    (4_107_542_399, 2_100_022_800), (4_107_542_400, 2_100_030_100),
  ])
  func `a serial begins with the day`(seconds: Int64, serial: UInt32) {
    #expect(UInt32.firstSerial(at: WorldTime(seconds: seconds)) == serial)
  }

  static let serials: [(UInt32, Int64, UInt32)] = [
    (2_026_010_100, 1_767_225_600, 2_026_010_101), (2_026_010_109, 1_767_312_000, 2_026_010_200),
    (2_026_010_199, 1_767_225_600, 2_026_010_200), (2_026_010_500, 1_767_225_600, 2_026_010_501),
    // No serial can name a day of the year 5000; zero follows the highest (RFC 1982).
    (2_026_010_100, 95_617_584_000, 2_026_010_101), (.max, 95_617_584_000, 0),
    (0, 95_617_584_000, 1), (.max, 1_767_225_600, 2_026_010_100),
  ]

  @Test(arguments: serials)
  func `the serial after another is newer in every year`(
    serial: UInt32, seconds: Int64, expected: UInt32
  ) {
    let next = serial.nextSerial(at: WorldTime(seconds: seconds))

    #expect(next == expected)
    #expect(SerialNumber(next).isNewer(than: SerialNumber(serial)))
  }

  @Test(arguments: [Int64.min, .max])
  func `a clock that was set to nonsense has a day too`(seconds: Int64) {
    #expect((1...12).contains(WorldTime(seconds: seconds).date.month))
  }
}
