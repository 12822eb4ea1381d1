/// The messages of a zone transfer, one after the other (RFC 5936 section 2.2).
public struct TransferStream: Sendable {
  /// The size of a message, in octets: as far as compression pointers reach.
  public static let usualMessageSize = 16_384

  private let query: Message
  private let messageSize: Int
  private let records: [ResourceRecord]
  private var index = 0

  /// Creates the messages that answer a request.
  ///
  /// The size of messages is in octets, at most 65,535; one record may need more than was said.
  public init(_ request: TransferRequest, messageSize: Int = usualMessageSize) {
    query = request.query
    self.messageSize = min(messageSize, Message.maximumByteCount)
    let apex = request.zone.set(request.zone.origin, .soa)?.records ?? []
    records = request.isAuthorityEnough ? apex : request.zone.records + apex
  }

  /// The next message, or `nil` after the last.
  ///
  /// - Throws: ``DNSWireError`` when a record is too large for any message.
  public mutating func next() throws(DNSWireError) -> [UInt8]? {
    guard index < records.count else { return nil }
    let start = index
    let message = try message(limit: messageSize)
    if index > start { return message }
    let large = try self.message(limit: Message.maximumByteCount)
    guard index > start else { throw DNSWireError(.tooLarge, at: Header.byteCount) }
    return large
  }

  /// Writes as many records as fit.
  private mutating func message(limit: Int) throws(DNSWireError) -> [UInt8] {
    var header = Header(replyTo: query.header, code: .noError)
    header.isAuthoritative = true
    var encoder = MessageEncoder(
      header: header, limit: limit, edns: query.edns.map { _ in EDNS() })
    // RFC 5936 section 2.2.1: the question is repeated in the first message.
    if index == 0 { try encoder.append(query.questions) }
    while index < records.count, try encoder.append(records[index], to: .answer) { index += 1 }
    return try encoder.finish()
  }
}
