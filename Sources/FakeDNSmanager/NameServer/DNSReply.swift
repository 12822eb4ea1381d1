internal import DNSWire

/// What a DNS message came over.
public enum DNSTransport: String, Sendable, CaseIterable {
  case udp
  case tcp
}

/// The messages that answer a packet, in order: one, none, or those of a zone transfer.
///
/// A transfer makes its messages one by one, as they are asked for.
public struct DNSReply: Sequence, IteratorProtocol, Sendable {
  private enum Content: Sendable {
    case nothing
    case message([UInt8])
    case transfer(TransferStream)
  }

  private var content: Content

  /// No answer.
  static let nothing = DNSReply(content: .nothing)

  static func message(_ bytes: [UInt8]) -> DNSReply { DNSReply(content: .message(bytes)) }

  static func transfer(_ stream: TransferStream) -> DNSReply {
    DNSReply(content: .transfer(stream))
  }

  /// The octets of the next message, without the length that TCP puts before it; `nil` after the last.
  public mutating func next() -> [UInt8]? {
    switch content {
    case .nothing: return nil
    case .message(let bytes):
      content = .nothing
      return bytes
    case .transfer(var stream):
      // A record that fits no message ends the transfer; without its last SOA no client believes it.
      guard let bytes = try? stream.next() else {
        content = .nothing
        return nil
      }
      content = .transfer(stream)
      return bytes
    }
  }
}
