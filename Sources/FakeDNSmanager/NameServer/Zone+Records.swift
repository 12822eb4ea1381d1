internal import DNSWire

extension Zone {
  /// The zone that a domain's records make; `nil` when there is no SOA record among them.
  ///
  /// A record that cannot stand beside the others is left out: BIND would refuse the whole zone, and
  /// what the product does then is not known.
  init?(origin: Name, records: [Record]) {
    let data = records.compactMap(\.resourceRecord)
    let authority = data.filter { $0.type == .soa && $0.name == origin }.prefix(1)
    guard var zone = try? Zone(origin: origin, records: authority) else { return nil }
    zone.insertFitting(data.filter { $0.type != .soa })
    self = zone
  }

  /// The zone in which the name servers of a namespace have their addresses while no domain covers
  /// their names, so that `ns1` and `ns2` resolve (clause NS-19).
  ///
  /// Its SOA is as a domain's would be, but for the serial: it cannot be transferred.
  init?(namespace: ServedNamespace) {
    guard let origin = try? Name("\(namespace.name).") else { return nil }
    // In front of the longest names there is room for `ns1.` and not for this.
    let mailbox = (try? Name(NewZone.defaultMailboxName, relativeTo: origin)) ?? origin
    let servers = ["ns1", "ns2"].compactMap { try? Name($0, relativeTo: origin) }
    let timers = StartOfAuthority.timers
    var zone = Zone(
      origin: origin,
      startOfAuthority: DNSWire.StartOfAuthority(
        primary: servers.first ?? origin, mailbox: mailbox, serial: SerialNumber(1),
        refresh: UInt32(timers.refresh), retry: UInt32(timers.retry),
        expire: UInt32(timers.expire), minimum: UInt32(timers.minimum)),
      ttl: Self.namespaceTTL)
    let places = [namespace.addresses.first, namespace.addresses.last]
    for (server, place) in zip(servers, places) {
      guard let address = place.flatMap(RecordData.init(address:)) else { continue }
      for (name, data) in [(origin, RecordData.ns(server)), (server, address)] {
        let record = ResourceRecord(name: name, ttl: Self.namespaceTTL, data: data)
        _ = try? zone.insert(record)
      }
    }
    self = zone
  }

  /// Seconds; the documented default of the product (reference §4.7).
  private static let namespaceTTL: UInt32 = 3_600
}

extension Record {
  /// The record as DNS has it; `nil` when a part of it has no such form.
  var resourceRecord: ResourceRecord? {
    guard let owner = try? Name(name), let data else { return nil }
    return ResourceRecord(name: owner, ttl: UInt32(clamping: ttl), data: data)
  }

  private var target: Name? { try? Name(value) }

  private var data: RecordData? {
    switch kind {
    case .a: IPv4Address(value).map { .a($0) }
    case .aaaa: IPv6Address(value).map { .aaaa($0) }
    case .cname: target.map { .cname($0) }
    case .dname: target.map { .dname($0) }
    case .ns: target.map { .ns($0) }
    case .ptr: target.map { .ptr($0) }
    case .mx: target.map { .mx(preference: priority ?? 0, exchange: $0) }
    case .srv:
      target.map {
        .srv(priority: priority ?? 0, weight: weight ?? 0, port: port ?? 0, target: $0)
      }
    // The text is what the client wrote, quotes included (observed, reference §4.7).
    case .txt: .txt(CharacterString.splitting(Array(value.utf8)))
    case .caa: authorizationData
    case .tlsa: associationData
    case .soa: authorityData
    }
  }

  private var authorizationData: RecordData? {
    guard let tag = try? CharacterString((tag ?? "").utf8), let authorization else { return nil }
    return .caa(flags: flags ?? 0, tag: tag, value: Array(authorization.utf8))
  }

  private var associationData: RecordData? {
    let words = value.split(separator: " ")
    let numbers = words.prefix(3).compactMap { UInt8($0) }
    guard numbers.count == 3, words.count == 4, let association = Self.octets(words[3]) else {
      return nil
    }
    return .tlsa(
      usage: numbers[0], selector: numbers[1], matching: numbers[2], association: association)
  }

  private var authorityData: RecordData? {
    let words = value.split(separator: " ").map(String.init)
    let numbers = words.dropFirst(2).compactMap { UInt32($0) }
    guard words.count == 7, numbers.count == 5, let primary = try? Name(words[0]),
      let mailbox = try? Name(words[1])
    else { return nil }
    return .soa(
      DNSWire.StartOfAuthority(
        primary: primary, mailbox: mailbox, serial: SerialNumber(numbers[0]), refresh: numbers[1],
        retry: numbers[2], expire: numbers[3], minimum: numbers[4]))
  }

  private static func octets(_ hex: Substring) -> [UInt8]? {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
