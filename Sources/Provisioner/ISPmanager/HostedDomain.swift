internal import DNSWire

/// A domain that an ISPmanager serves as its master.
public struct HostedDomain: Codable, Equatable, Sendable {
  /// How it stands with the DNSmanager that is connected.
  public enum Mirror: Codable, Equatable, Sendable {
    /// DNSmanager has not been told of it: there was no connection when it was made.
    case none
    /// DNSmanager has it as a slave zone of this server.
    case made
    /// DNSmanager could not be told, with the reason; synchronising tries again.
    case pending(String)
    /// DNSmanager does not take it, with the reason: somebody must look.
    case conflict(String)
  }

  /// The name as DNS has it, without a dot at the end.
  public let name: String
  /// The zone as a file, SOA first.
  public internal(set) var text: String
  /// How it stands with DNSmanager.
  public internal(set) var mirror: Mirror

  // Assumed: what BIND's and our own panel's zones have; the vendor's defaults are not known.
  private static let ttl: UInt32 = 3600
  private static let timers: (UInt32, UInt32, UInt32, UInt32) = (10_800, 3600, 604_800, 86_400)

  /// Makes a zone with its name servers and an address for itself and `www`.
  ///
  /// - Throws: What DNS does not allow in a zone.
  init(name: String, address: String, nameServers: [String], serial: SerialNumber) throws {
    self.name = name
    mirror = .none
    let origin = try Name("\(name).")
    let soa = StartOfAuthority(
      primary: try Name("\(nameServers.first ?? "ns1.\(name)")."),
      mailbox: try Name("hostmaster", relativeTo: origin), serial: serial, refresh: Self.timers.0,
      retry: Self.timers.1, expire: Self.timers.2, minimum: Self.timers.3)
    var zone = Zone(origin: origin, startOfAuthority: soa, ttl: Self.ttl)
    let type = ServerAddress.recordType(of: address)
    let lines =
      nameServers.map { "@ \(Self.ttl) IN NS \($0)." }
      + ["@", "www"].map { "\($0) \(Self.ttl) IN \(type) \(address)" }
    for record in try ZoneText.records(lines.joined(separator: "\n").utf8, origin: origin) {
      try zone.insert(record)
    }
    text = zone.text
  }

  /// The zone, ready to answer from.
  ///
  /// - Throws: What is wrong with the text.
  var zone: Zone {
    get throws {
      let origin = try Name("\(name).")
      return try Zone(origin: origin, records: ZoneText.records(text.utf8, origin: origin))
    }
  }

  /// Changes the zone, and gives it a new serial so that secondaries notice.
  ///
  /// - Throws: What `body` throws, and what is wrong with the text.
  mutating func change(today: SerialNumber, keepsSerial: Bool, _ body: (inout Zone) throws -> Void)
    throws
  {
    var zone = try zone
    try body(&zone)
    var soa = zone.startOfAuthority
    if !keepsSerial { soa.serial = today.isNewer(than: soa.serial) ? today : soa.serial.next }
    let ttl = zone.set(zone.origin, .soa)?.ttl ?? Self.ttl
    try zone.replace(RRset(name: zone.origin, ttl: ttl, .soa(soa)))
    text = zone.text
  }

  /// Replaces the name servers of the zone itself.
  static func setNameServers(_ names: [String], of zone: inout Zone) throws {
    guard let first = names.first else { return }
    let servers = try names.map { RecordData.ns(try Name("\($0).")) }
    var set = RRset(name: zone.origin, ttl: ttl, servers[0])
    for server in servers.dropFirst() { set.insert(server) }
    try zone.replace(set)
    var soa = zone.startOfAuthority
    soa.primary = try Name("\(first).")
    try zone.replace(RRset(name: zone.origin, ttl: ttl, .soa(soa)))
  }

  /// Reads one record as a line of a zone file has it.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` for anything but exactly one record.
  static func record(
    _ name: String, _ type: String, _ value: String, in zone: Zone
  ) throws -> ResourceRecord {
    let line = "\(name) \(ttl) IN \(type) \(value)"
    let isPlain = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    let records = isPlain ? try? ZoneText.records(line.utf8, origin: zone.origin) : nil
    guard let records, records.count == 1, records[0].type != .soa else {
      throw BillingError.badField(
        "record", value: line, expected: "one record as a zone file has it, other than SOA")
    }
    return records[0]
  }
}
