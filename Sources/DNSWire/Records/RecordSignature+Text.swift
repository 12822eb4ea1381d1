/// Signatures in presentation format (RFC 4034 section 3.2).
extension RecordSignature: CustomStringConvertible {
  init(_ fields: inout FieldReader) throws(PresentationError) {
    self.init(
      typeCovered: try fields.type("covered type"), algorithm: try fields.number("algorithm"),
      labels: try fields.number("labels"), originalTTL: try fields.number("original TTL"),
      expiration: try Self.time(try fields.token("expiration")),
      inception: try Self.time(try fields.token("inception")),
      keyTag: try fields.number("key tag"), signer: try fields.name("signer"),
      signature: try fields.base64("signature"))
  }

  /// The nine fields on one line, times as YYYYMMDDHHmmSS in UTC.
  public var description: String {
    "\(typeCovered) \(algorithm) \(labels) \(originalTTL) \(Self.text(expiration))"
      + " \(Self.text(inception)) \(keyTag) \(signer) \(BinaryText.base64(signature))"
  }

  /// Reads YYYYMMDDHHmmSS, or seconds since 1970 in at most ten digits.
  private static func time(_ token: ZoneToken) throws(PresentationError) -> UInt32 {
    if token.text.count <= 10, let seconds: UInt32 = decimal(token.text) { return seconds }
    guard token.text.count == 14, let digits: Int = decimal(token.text),
      let seconds = seconds(ofDigits: digits)
    else { throw token.failure("a time must be YYYYMMDDHHmmSS, not \(token.shown)") }
    return seconds
  }

  private static func seconds(ofDigits digits: Int) -> UInt32? {
    let (date, time) = digits.quotientAndRemainder(dividingBy: 1_000_000)
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
    let (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100)
    guard (1970...2106).contains(year), (1...12).contains(month), hour < 24, minute < 60,
      second < 60, (1...daysInMonth(month, year)).contains(day)
    else { return nil }
    let days =
      (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
      + (1..<month).reduce(0) { $0 + daysInMonth($1, year) } + day - 1
    return UInt32(exactly: days * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  private static func text(_ seconds: UInt32) -> String {
    var (days, time) = Int(seconds).quotientAndRemainder(dividingBy: 86_400)
    var year = 1970
    while days >= (isLeap(year) ? 366 : 365) {
      days -= isLeap(year) ? 366 : 365
      year += 1
    }
    var month = 1
    while days >= daysInMonth(month, year) {
      days -= daysInMonth(month, year)
      month += 1
    }
    let date = year * 10_000 + month * 100 + days + 1
    return String(date * 1_000_000 + time / 3_600 * 10_000 + time / 60 % 60 * 100 + time % 60)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  private static func daysInMonth(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
