/// How a question was answered: 12 bits with EDNS, 4 without (RFC 6895 section 2.3).
public struct ResponseCode: Hashable, Sendable, CustomStringConvertible {
  /// The number, 0 to 4,095.
  public let rawValue: UInt16

  /// Creates a code from its number; only the lower 12 bits count.
  public init(_ rawValue: UInt16) {
    self.rawValue = rawValue & 0x0FFF
  }

  public static let noError = Self(0)
  /// FORMERR: the message could not be read.
  public static let formatError = Self(1)
  /// SERVFAIL: the server has a problem of its own.
  public static let serverFailure = Self(2)
  /// NXDOMAIN: there is nothing at that name nor below it.
  public static let nameError = Self(3)
  /// NOTIMP: the server does not do that.
  public static let notImplemented = Self(4)
  /// REFUSED: the server does not do that for this client, name or namespace.
  public static let refused = Self(5)
  /// YXDOMAIN: a name exists that must not, or a DNAME leads to one that is too long.
  public static let nameExists = Self(6)
  /// NOTAUTH: the server is not an authority for that zone.
  public static let notAuthoritative = Self(9)
  /// BADVERS: the version of EDNS is not known.
  public static let badVersion = Self(16)

  /// The mnemonic, or `RCODE` and the number where there is none.
  public var description: String { Self.mnemonics[rawValue] ?? "RCODE\(rawValue)" }

  /// Reads a mnemonic in any case, as `dig` prints it.
  public init?(_ text: String) {
    let text = text.uppercased()
    guard let known = Self.mnemonics.first(where: { $0.value == text }) else { return nil }
    self.init(known.key)
  }

  private static let mnemonics: [UInt16: String] = [
    0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED",
    6: "YXDOMAIN", 7: "YXRRSET", 8: "NXRRSET", 9: "NOTAUTH", 10: "NOTZONE", 16: "BADVERS",
    23: "BADCOOKIE",
  ]
}
