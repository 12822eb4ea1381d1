import FakeDNSmanager

/// Measures what needs no socket, and prints one JSON object with the median of each in microseconds.
@main
struct InProcess {
  static func main() throws {
    let growth = try Growth.measure()
    let fork = try Forking.measure()
    let change = try ZoneChange.measure()
    print(
      """
      {"zone_1000": \(growth.zone.small), "zone_100000": \(growth.zone.large),
       "page_1000": \(growth.page.small), "page_100000": \(growth.page.large), "fork": \(fork),
       "change_1000": \(change.small), "change_100000": \(change.large)}
      """)
  }
}

extension Collection where Element == Duration {
  /// The median in microseconds.
  var median: Double {
    let sorted = self.sorted()
    let (seconds, attoseconds) = sorted[sorted.count / 2].components
    return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
  }
}
