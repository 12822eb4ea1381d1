/// Why octets are not a DNS message, or a message cannot be put into octets.
public struct DNSWireError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    /// The octets end before what their lengths and counts promise.
    case truncated
    /// A compression pointer does not point before the name that it is part of, so that following
    /// it need not end (RFC 1035 section 4.1.4: "a prior occurrence").
    case pointerNotBackward(to: Int)
    /// A compression pointer stands in data that must not be compressed (RFC 3597 section 4).
    case compressedData
    /// A label starts with the reserved bits 01 or 10.
    case labelKind(UInt8)
    /// A label that has not 1 to 63 octets.
    case labelLength(Int)
    /// A name of more than 255 octets.
    case nameTooLong
    /// Record data whose content is longer or shorter than its length says, or breaks its type's
    /// rules.
    case malformedData(RecordType)
    /// Octets after the last record.
    case trailingBytes(Int)
    /// A second OPT record, one that does not belong to the root, or one outside of the additional
    /// section (RFC 6891 section 6.1.1).
    case misplacedOPT
    /// A character string of more than 255 octets.
    case characterStringTooLong(Int)
    /// Data, options, or a section beyond the 65,535 that the format can count.
    case tooLarge
    /// A response code above 15 in a message without EDNS, which has no room for it.
    case codeNeedsEDNS(ResponseCode)
  }

  /// What is wrong.
  public let kind: Kind
  /// Where, in octets from the start of the message, or of the data when there is no message.
  public let offset: Int

  /// Creates an error at an offset in octets.
  public init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

extension DNSWireError: CustomStringConvertible {
  /// The error on one line.
  public var description: String { "at octet \(offset): \(kind.sentence)" }
}

extension DNSWireError.Kind {
  fileprivate var sentence: String {
    switch self {
    case .truncated: "the octets end too early"
    case .pointerNotBackward(let target):
      "the compression pointer to \(target) must point before its own name"
    case .compressedData: "a name in this record data must not be compressed"
    case .labelKind(let octet): "the label type of octet \(octet) is reserved"
    case .labelLength(let count): "a label has 1 to 63 octets, not \(count)"
    case .nameTooLong: "a name has at most 255 octets"
    case .malformedData(let type): "the data is not that of a \(type) record"
    case .trailingBytes(let count): "\(count) octets follow the last record"
    case .misplacedOPT: "OPT may stand once, for the root, in the additional section"
    case .characterStringTooLong(let count):
      "a character string has at most 255 octets, not \(count)"
    case .tooLarge: "the content is larger than the format can count"
    case .codeNeedsEDNS(let code): "the response code \(code) needs EDNS"
    }
  }
}
