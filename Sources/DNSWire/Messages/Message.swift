/// A DNS message (RFC 1035 section 4), with the OPT record of RFC 6891 as ``edns``.
public struct Message: Hashable, Sendable {
  public var header: Header
  public var questions: [Question]
  public var answers: [ResourceRecord]
  public var authorities: [ResourceRecord]
  /// The additional section without the OPT record.
  public var additionals: [ResourceRecord]
  public var edns: EDNS?

  /// Creates a message.
  public init(
    header: Header, questions: [Question] = [], answers: [ResourceRecord] = [],
    authorities: [ResourceRecord] = [], additionals: [ResourceRecord] = [], edns: EDNS? = nil
  ) {
    self.header = header
    self.questions = questions
    self.answers = answers
    self.authorities = authorities
    self.additionals = additionals
    self.edns = edns
  }

  /// Creates a question to a server.
  public static func query(
    id: UInt16, _ question: Question, isRecursionDesired: Bool = false, edns: EDNS? = nil
  ) -> Message {
    Message(
      header: Header(id: id, isRecursionDesired: isRecursionDesired), questions: [question],
      edns: edns)
  }

  /// Creates a reply without records: same id, opcode, questions and RD; with EDNS when the query has
  /// it.
  public static func reply(to query: Message, code: ResponseCode = .noError) -> Message {
    Message(
      header: Header(replyTo: query.header, code: code), questions: query.questions,
      edns: query.edns.map { EDNS(isDNSSECWanted: $0.isDNSSECWanted) })
  }
}

/// The identifier, flags and codes of a message.
public struct Header: Hashable, Sendable {
  /// Chosen by who asks, repeated by who answers.
  public var id: UInt16
  /// QR.
  public var isResponse = false
  public var opcode = Opcode.query
  /// AA: the server is an authority for the first name of the answer.
  public var isAuthoritative = false
  /// TC: something that belongs here did not fit.
  public var isTruncated = false
  /// RD: the client wants the server to ask others.
  public var isRecursionDesired = false
  /// RA: the server would.
  public var isRecursionAvailable = false
  /// AD: the sender validated what is here (RFC 4035).
  public var isAuthenticData = false
  /// CD: the client will validate itself (RFC 4035).
  public var isCheckingDisabled = false
  /// All 12 bits; the higher ones travel in the OPT record.
  public var responseCode = ResponseCode.noError

  /// Creates the header of a query.
  public init(id: UInt16, isRecursionDesired: Bool = false) {
    self.id = id
    self.isRecursionDesired = isRecursionDesired
  }

  /// Creates the header of a reply: id, opcode, RD and CD are the query's.
  public init(replyTo query: Header, code: ResponseCode) {
    id = query.id
    isResponse = true
    opcode = query.opcode
    isRecursionDesired = query.isRecursionDesired
    isCheckingDisabled = query.isCheckingDisabled
    responseCode = code
  }

  /// The size in octets, with the four counts.
  public static let byteCount = 12

  /// Reads a header, without the counts that follow it.
  init(_ reader: inout WireReader) throws(DNSWireError) {
    id = try reader.uint16()
    let flags = try reader.uint16()
    isResponse = flags & 0x8000 != 0
    opcode = Opcode(UInt8(truncatingIfNeeded: flags >> 11))
    isAuthoritative = flags & 0x0400 != 0
    isTruncated = flags & 0x0200 != 0
    isRecursionDesired = flags & 0x0100 != 0
    isRecursionAvailable = flags & 0x0080 != 0
    isAuthenticData = flags & 0x0020 != 0
    isCheckingDisabled = flags & 0x0010 != 0
    responseCode = ResponseCode(flags & 0x000F)
  }

  /// The second 16 bits of the message.
  var flags: UInt16 {
    (isResponse ? 0x8000 : 0) | UInt16(opcode.rawValue) << 11 | (isAuthoritative ? 0x0400 : 0)
      | (isTruncated ? 0x0200 : 0) | (isRecursionDesired ? 0x0100 : 0)
      | (isRecursionAvailable ? 0x0080 : 0) | (isAuthenticData ? 0x0020 : 0)
      | (isCheckingDisabled ? 0x0010 : 0) | responseCode.rawValue & 0x000F
  }
}
