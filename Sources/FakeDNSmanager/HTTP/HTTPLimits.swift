/// How much a connection may send, and how long it may take.
///
/// Assumed throughout: the product's own limits are not known. They are there so that no client can
/// take the fake's memory or keep its connections. Too much of a head is answered with status 431.
public struct HTTPLimits: Sendable, Equatable {
  /// Bytes of one header field, or of the address in the request line.
  public var headerFieldSize = 16 * 1024
  /// Bytes of the request line and all header fields together.
  public var headerSize = 64 * 1024
  /// Header fields of one request.
  public var headerFieldCount = 100
  /// Bytes of one body; a larger one is answered with status 413.
  public var bodySize = 2 * 1024 * 1024
  /// From the first byte of a request, or of a TLS handshake, to its last.
  public var requestTime = Duration.seconds(20)
  /// Between two requests; also what a client has to take in an answer.
  public var idleTime = Duration.seconds(75)

  public init() {}
}
