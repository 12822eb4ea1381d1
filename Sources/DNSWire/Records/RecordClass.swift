/// The class of a record or a question; all that is provisioned here is ``internet``.
public struct RecordClass: Hashable, Sendable, CustomStringConvertible {
  /// The number on the wire.
  public let rawValue: UInt16

  /// Creates a class from its number.
  public init(_ rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// IN.
  public static let internet = Self(1)
  /// CH, which some servers use to tell their version.
  public static let chaos = Self(3)
  /// NONE (RFC 2136).
  public static let none = Self(254)
  /// ANY: a question for all classes.
  public static let any = Self(255)

  /// Reads a mnemonic in any case, or `CLASS` and a number (RFC 3597 section 5).
  public init?(_ text: String) {
    let text = text.uppercased()
    if let known = Self.mnemonics.first(where: { $0.value == text }) {
      self.init(known.key)
    } else if text.hasPrefix("CLASS"), let number: UInt16 = decimal(text.utf8.dropFirst(5)) {
      self.init(number)
    } else {
      return nil
    }
  }

  /// The mnemonic, or `CLASS` and the number where there is none.
  public var description: String { Self.mnemonics[rawValue] ?? "CLASS\(rawValue)" }

  private static let mnemonics: [UInt16: String] = [
    1: "IN", 3: "CH", 4: "HS", 254: "NONE", 255: "ANY",
  ]
}
