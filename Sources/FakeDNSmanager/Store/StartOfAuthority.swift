internal import DNSWire

/// The value of an SOA record, as the list shows it.
struct StartOfAuthority: Equatable {
  /// The first name server, with the final dot.
  var primary: String
  /// The mailbox as DNS writes it.
  var mailbox: String
  var serial: UInt32

  /// Assumed: the timers of the reference's section 6, in seconds.
  static let timers = (refresh: 10_800, retry: 3_600, expire: 604_800, minimum: 86_400)

  init(primary: String, mailbox: String, serial: UInt32) {
    self.primary = primary
    self.mailbox = mailbox
    self.serial = serial
  }

  /// The seven fields in the order of a zone file.
  var text: String {
    let timers = Self.timers
    return "\(primary) \(mailbox) \(serial) \(timers.refresh) \(timers.retry) \(timers.expire)"
      + " \(timers.minimum)"
  }
}

extension UInt32 {
  /// The serial `YYYYMMDDnn` that follows this one on that day: the first of the day, or one more when
  /// the day has had one already (RFC 1912, section 2.2).
  ///
  /// One more too where secondaries would not take the first of the day for newer (RFC 1982), and from
  /// the year 4295 on, whose days no serial can name.
  func nextSerial(at time: WorldTime) -> UInt32 {
    guard let first = UInt32(exactly: Self.firstNumber(at: time)),
      SerialNumber(first).isNewer(than: SerialNumber(self))
    else { return self &+ 1 }
    return first
  }

  /// The first serial of a day, in UTC; the highest where no serial can name the day.
  static func firstSerial(at time: WorldTime) -> UInt32 {
    UInt32(clamping: firstNumber(at: time))
  }

  private static func firstNumber(at time: WorldTime) -> Int {
    let (year, month, day) = time.date
    return (year * 10_000 + month * 100 + day) * 100
  }
}

extension Transaction {
  /// Marks a zone as changed: its serial grows and its SOA record says so and names its mailbox.
  ///
  /// A slave's contents are its master's, which may be another one now: they are transferred again.
  func touch(_ domain: inout Domain, at time: WorldTime) throws {
    guard domain.kind == .master else {
      try update(domain)
      return try requestTransfer(ofDomain: domain.id)
    }
    domain.serial = domain.serial.nextSerial(at: time)
    try update(domain)
    let apex = "\(domain.name)."
    guard let old = try records(named: apex, of: domain).first(where: { $0.kind == .soa }),
      let primary = old.value.split(separator: " ").first
    else { return }
    var record = old
    let mailbox = Mailbox(formValue: domain.email)?.dnsText ?? apex
    record.value =
      StartOfAuthority(primary: String(primary), mailbox: mailbox, serial: domain.serial).text
    try update(record, over: old, in: domain)
  }
}
