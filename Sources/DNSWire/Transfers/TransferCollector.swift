/// Gathers the messages of an AXFR until its second SOA (RFC 5936 section 2.2).
public struct TransferCollector: Sendable {
  /// The zone that was asked for.
  public let origin: Name
  /// The identifier of the query, which all messages repeat.
  public let id: UInt16
  /// The most records that are taken.
  public let maximumRecordCount: Int
  /// The records so far, with the SOA once, first.
  public private(set) var records: [ResourceRecord] = []
  /// Whether the second SOA has come.
  public private(set) var isComplete = false

  /// The usual bound: a zone of a million records, twice over.
  public static let usualMaximumRecordCount = 2_000_000

  /// Creates a collector for the reply to the query with this identifier.
  public init(
    origin: Name, id: UInt16, maximumRecordCount: Int = usualMaximumRecordCount
  ) {
    self.origin = origin
    self.id = id
    self.maximumRecordCount = maximumRecordCount
  }

  /// Takes the next message.
  ///
  /// - Returns: Whether the transfer is complete.
  /// - Throws: ``TransferError``; the collector is of no use after that.
  public mutating func receive(_ bytes: [UInt8]) throws(TransferError) -> Bool {
    let message: Message
    do {
      message = try Message(decoding: bytes)
    } catch {
      throw .unreadable(error)
    }
    guard message.header.id == id, message.header.isResponse else { throw .notTheReply }
    guard message.header.responseCode == .noError else {
      throw .refused(message.header.responseCode)
    }
    guard !message.answers.isEmpty else { throw .empty }
    for record in message.answers { try receive(record) }
    return isComplete
  }

  private mutating func receive(_ record: ResourceRecord) throws(TransferError) {
    guard !isComplete else { throw .recordsAfterEnd }
    guard let first = records.first else {
      guard record.type == .soa, record.name == origin else { throw .missingStartOfAuthority }
      records.append(record)
      return
    }
    guard record.type == .soa else {
      guard records.count < maximumRecordCount else { throw .tooLarge(maximumRecordCount) }
      records.append(record)
      return
    }
    guard record.name == origin, record.data == first.data else { throw .changedMeanwhile }
    isComplete = true
  }

  /// The zone that was transferred.
  ///
  /// - Throws: ``TransferError`` when the transfer is not complete or the records are not a zone.
  public func zone() throws(TransferError) -> Zone {
    guard isComplete else { throw .incomplete }
    do {
      return try Zone(origin: origin, records: records)
    } catch {
      throw .notAZone(error)
    }
  }
}

/// Why a zone could not be transferred.
public enum TransferError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A message could not be read.
  case unreadable(DNSWireError)
  /// A message that is not a response, or has another identifier.
  case notTheReply
  /// The primary answered with an error.
  case refused(ResponseCode)
  /// A message without records.
  case empty
  /// The first record is not the SOA of the zone.
  case missingStartOfAuthority
  /// The last SOA differs from the first, or belongs to another name.
  case changedMeanwhile
  /// Records behind the last SOA.
  case recordsAfterEnd
  /// More records than are taken.
  case tooLarge(Int)
  /// The transfer ended before the second SOA.
  case incomplete
  /// The records cannot be one zone.
  case notAZone(ZoneError)

  /// The fault on one line.
  public var description: String {
    switch self {
    case .unreadable(let error): "a message of the transfer cannot be read: \(error)"
    case .notTheReply: "a message is not the reply to the query"
    case .refused(let code): "the primary answered \(code)"
    case .empty: "a message of the transfer has no records"
    case .missingStartOfAuthority: "the transfer does not begin with the zone's SOA record"
    case .changedMeanwhile: "the last SOA record of the transfer differs from the first"
    case .recordsAfterEnd: "records follow the last SOA record of the transfer"
    case .tooLarge(let limit): "the zone has more than \(limit) records"
    case .incomplete: "the transfer ended before the second SOA record"
    case .notAZone(let error): "the transferred records are not a zone: \(error)"
    }
  }
}
