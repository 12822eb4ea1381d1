/// What a message asks the server to do: 4 bits.
public struct Opcode: Hashable, Sendable, CustomStringConvertible {
  /// The number, 0 to 15.
  public let rawValue: UInt8

  /// Creates an opcode from its number; only the lower 4 bits count.
  public init(_ rawValue: UInt8) {
    self.rawValue = rawValue & 0x0F
  }

  /// A question.
  public static let query = Self(0)
  /// A zone may have changed (RFC 1996).
  public static let notify = Self(4)
  /// A zone is to be changed (RFC 2136).
  public static let update = Self(5)

  /// The mnemonic, or `OPCODE` and the number where there is none.
  public var description: String {
    switch rawValue {
    case 0: "QUERY"
    case 1: "IQUERY"
    case 2: "STATUS"
    case 4: "NOTIFY"
    case 5: "UPDATE"
    case 6: "DSO"
    default: "OPCODE\(rawValue)"
    }
  }
}
