internal import DNSWire

/// Which messages a fault is for, ready to compare.
struct DNSFaultScope: Sendable {
  /// A message with one question, as faults see it.
  struct Message {
    let question: Question
    let isNotify: Bool
    let address: String
    let client: String
    let transport: DNSTransport

    /// Reads a packet; `nil` where there is no question to match.
    init?(_ packet: [UInt8], at address: String, over transport: DNSTransport, from client: String)
    {
      guard let message = try? DNSWire.Message(decoding: packet), !message.header.isResponse,
        let question = message.questions.first
      else { return nil }
      self.question = question
      isNotify = message.header.opcode == .notify
      self.address = address
      self.client = client
      self.transport = transport
    }
  }

  private let name: Name?
  private let type: RecordType?
  private let isForNotify: Bool
  private let match: DNSFault.Match
  private let isForDatagrams: Bool

  init(_ fault: DNSFault) throws(DNSFaultError) {
    match = fault.match
    isForDatagrams = fault.effect == .truncate
    if let text = match.name {
      guard let name = try? Name(text) else { throw .badName(text) }
      self.name = name
    } else {
      name = nil
    }
    isForNotify = match.type?.uppercased() == "NOTIFY"
    if let text = match.type, !isForNotify {
      guard let type = RecordType(text) else { throw .badType(text) }
      self.type = type
    } else {
      type = nil
    }
  }

  func holds(_ message: Message) -> Bool {
    if let name, !message.question.name.isSubdomain(of: name) { return false }
    if let type, message.isNotify || message.question.type != type { return false }
    if isForNotify, !message.isNotify { return false }
    if isForDatagrams, message.transport != .udp { return false }
    return match.address.map { $0 == message.address } ?? true
      && match.client.map { $0 == message.client } ?? true
      && match.transport.map { $0 == message.transport } ?? true
  }
}
