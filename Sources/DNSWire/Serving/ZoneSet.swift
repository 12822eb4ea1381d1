/// The zones that one address answers for.
public struct ZoneSet: Sendable {
  /// The zones by their names.
  public var zones: [Name: Zone]

  /// Creates a set; of two zones with one name the later stays.
  public init(_ zones: some Sequence<Zone> = []) {
    self.zones = Dictionary(zones.map { ($0.origin, $0) }) { $1 }
  }

  /// The zone with the longest name that `name` is in, or `nil`.
  public func closest(to name: Name) -> Zone? {
    for count in stride(from: name.labelCount, through: 0, by: -1) {
      if let zone = zones[name.suffix(count)] { return zone }
    }
    return nil
  }
}
