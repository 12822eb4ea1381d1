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
    indirect case transfer(TransferStream)
  }

  private var content: Content
  private var hasWrongID = false
  /// How long a fault has the sender wait for the first message; zero without one.
  public private(set) var delay = Duration.zero

  private init(_ content: Content) {
    self.content = content
  }

  /// No answer.
  static let nothing = DNSReply(.nothing)

  static func message(_ bytes: [UInt8]) -> DNSReply { DNSReply(.message(bytes)) }

  static func transfer(_ stream: TransferStream) -> DNSReply { DNSReply(.transfer(stream)) }

  /// A code and the question; nothing for what could not be read.
  static func refusal(_ code: ResponseCode, of query: Message?) -> DNSReply {
    guard let query, let bytes = try? Message.reply(to: query, code: code).encoded() else {
      return .nothing
    }
    return .message(bytes)
  }

  /// The message, where there is exactly one.
  var onlyMessage: [UInt8]? {
    if case .message(let bytes) = content { bytes } else { nil }
  }

  /// The same messages, later.
  func delayed(by duration: Duration) -> DNSReply {
    var reply = self
    reply.delay = duration
    return reply
  }

  /// The same messages as if they answered another query.
  func withWrongID() -> DNSReply {
    var reply = self
    reply.hasWrongID = true
    return reply
  }

  /// The octets of the next message, without the length that TCP puts before it; `nil` after the last.
  public mutating func next() -> [UInt8]? {
    guard var bytes = nextOfContent() else { return nil }
    if hasWrongID, let first = bytes.first { bytes[0] = ~first }
    return bytes
  }

  private mutating func nextOfContent() -> [UInt8]? {
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
