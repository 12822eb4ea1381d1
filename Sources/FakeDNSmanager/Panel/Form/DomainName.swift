/// A zone's or a namespace's name: lower case, no trailing dot, 1 to 253 octets.
///
/// The rules are those of the vendor's test library (reference §4.7): labels of 1 to 63 letters,
/// digits and inner hyphens, at least two of them. A trailing dot and upper case are tolerated on
/// input and normalised (reference §5, quirk 17).
public struct DomainName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The longest name, in octets: 255 on the wire (RFC 1035, section 2.3.4).
  static let maximumByteCount = 253

  public let text: String

  /// Reads a name; `nil` when it breaks a rule.
  public init?(_ text: String) {
    let lower = text.lowercased()
    let name = lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard name.utf8.count <= Self.maximumByteCount, labels.count >= 2,
      labels.allSatisfy(Self.isLabel)
    else { return nil }
    self.text = name
  }

  /// Takes the last labels of a name, of which there are two at least.
  private init(endOfAnother labels: Substring.UTF8View) {
    text = String(Substring(labels))
  }

  /// Makes the name `first` + `.` + this name.
  func prefixed(by first: String) -> String { "\(first).\(text)" }

  /// Whether this name stands below the other one.
  func isBelow(_ other: DomainName) -> Bool { text.hasSuffix("." + other.text) }

  /// The names above this one, nearest first, down to two labels.
  var ancestors: [DomainName] {
    var result: [DomainName] = []
    let dot = UInt8(ascii: ".")
    var rest = text.utf8[...]
    while let end = rest.firstIndex(of: dot) {
      rest = rest[rest.index(after: end)...]
      guard rest.contains(dot) else { break }
      result.append(DomainName(endOfAnother: rest))
    }
    return result
  }

  public var description: String { text }

  public static func < (one: Self, other: Self) -> Bool { one.text < other.text }

  private static func isLabel(_ label: some BidirectionalCollection<UInt8>) -> Bool {
    (1...63).contains(label.count)
      && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
      && label.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}

extension DomainName: FormValue {
  static var formDescription: String {
    "a domain name of at least two labels of letters, digits and inner hyphens"
  }

  /// Names in UTF-8 become Punycode, as the panel stores and lists them (reference §1.1).
  init?(formValue text: String) {
    guard text.utf8.count <= 1_024, let ascii = Punycode.ascii(text) else { return nil }
    self.init(ascii)
  }
}
