/// The type of a record, or of what a question asks for: any 16-bit number, some with a mnemonic.
public struct RecordType: Hashable, Sendable {
  /// The number on the wire.
  public let rawValue: UInt16

  /// Creates a type from its number.
  public init(_ rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public static let a = Self(1)
  public static let ns = Self(2)
  public static let cname = Self(5)
  public static let soa = Self(6)
  public static let ptr = Self(12)
  public static let mx = Self(15)
  public static let txt = Self(16)
  public static let aaaa = Self(28)
  public static let srv = Self(33)
  public static let dname = Self(39)
  /// EDNS (RFC 6891); never data of a zone.
  public static let opt = Self(41)
  public static let ds = Self(43)
  public static let rrsig = Self(46)
  public static let nsec = Self(47)
  public static let dnskey = Self(48)
  public static let nsec3 = Self(50)
  public static let nsec3param = Self(51)
  public static let tlsa = Self(52)
  public static let caa = Self(257)
  /// A question for what changed since a serial (RFC 1995).
  public static let ixfr = Self(251)
  /// A question for a whole zone (RFC 5936).
  public static let axfr = Self(252)
  /// A question for any type (RFC 8482).
  public static let any = Self(255)

  /// Whether it can only be asked for, or belongs to a message and not to a zone: OPT and 128 to 255
  /// (RFC 6895 section 3.1).
  public var isMeta: Bool { rawValue == 41 || (128...255).contains(rawValue) || rawValue == 0 }
}

extension RecordType: Comparable {
  /// Orders types by their number.
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension RecordType: CustomStringConvertible {
  /// Reads a mnemonic in any case, or `TYPE` and a number (RFC 3597 section 5).
  public init?(_ text: String) {
    let text = text.uppercased()
    if let known = Self.numbers[text] {
      self.init(known)
    } else if text.hasPrefix("TYPE"), let number: UInt16 = decimal(text.utf8.dropFirst(4)) {
      self.init(number)
    } else {
      return nil
    }
  }

  /// The mnemonic, or `TYPE` and the number where there is none.
  public var description: String { Self.mnemonics[rawValue] ?? "TYPE\(rawValue)" }

  /// The types that have a mnemonic, by their number.
  public static var named: [Self] { mnemonics.keys.sorted().map(Self.init) }

  private static let numbers = Dictionary(uniqueKeysWithValues: mnemonics.map { ($1, $0) })

  /// IANA's registry of types, as far as people write them.
  private static let mnemonics: [UInt16: String] = [
    1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 11: "WKS", 12: "PTR", 13: "HINFO", 15: "MX",
    16: "TXT", 17: "RP", 18: "AFSDB", 28: "AAAA", 29: "LOC", 33: "SRV", 35: "NAPTR", 37: "CERT",
    39: "DNAME", 41: "OPT", 43: "DS", 44: "SSHFP", 46: "RRSIG", 47: "NSEC", 48: "DNSKEY",
    50: "NSEC3", 51: "NSEC3PARAM", 52: "TLSA", 53: "SMIMEA", 59: "CDS", 60: "CDNSKEY",
    61: "OPENPGPKEY", 62: "CSYNC", 63: "ZONEMD", 64: "SVCB", 65: "HTTPS", 99: "SPF", 249: "TKEY",
    250: "TSIG", 251: "IXFR", 252: "AXFR", 253: "MAILB", 254: "MAILA", 255: "ANY", 256: "URI",
    257: "CAA",
  ]
}

/// Reads digits and nothing else as a number that fits, without a sign.
func decimal<Number: FixedWidthInteger>(_ digits: some Collection<UInt8>) -> Number? {
  guard !digits.isEmpty else { return nil }
  var value: Number = 0
  for digit in digits {
    guard isDigit(digit) else { return nil }
    let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
    let (sum, overflow) = product.addingReportingOverflow(Number(digit - 0x30))
    guard !tooLarge, !overflow else { return nil }
    value = sum
  }
  return value
}
