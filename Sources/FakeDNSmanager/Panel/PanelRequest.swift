/// One HTTP request to the panel, as far as the panel looks at it.
///
/// Every door makes one of these: the HTTP server, a test in the same process, a scenario.
public struct PanelRequest: Sendable {
  /// The method, upper case: `GET` or `POST`; the panel answers both alike.
  public var method: String
  /// The path without the query: `/dnsmgr` or `/manager/dnsmgr`.
  public var path: String
  /// What stands behind the `?`, still encoded; empty when there is none.
  public var query: String
  /// The body, still encoded, for `application/x-www-form-urlencoded`.
  public var body: [UInt8]
  /// The header fields that matter: `Host`, `Cookie`, `Referer`, `Content-Type`, by lower-case name.
  public var headers: [String: String]
  /// The caller's address without port; sessions are bound to it.
  public var remoteAddress: String
  /// Whether the request came over TLS.
  public var isSecure: Bool

  /// Creates a request; the defaults are a `GET /dnsmgr` over TLS from loopback.
  public init(
    method: String = "GET", path: String = "/dnsmgr", query: String = "", body: [UInt8] = [],
    headers: [String: String] = [:], remoteAddress: String = "127.0.0.1", isSecure: Bool = true
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.headers = headers
    self.remoteAddress = remoteAddress
    self.isSecure = isSecure
  }
}

/// What the panel answers to one ``PanelRequest``, and how it goes out.
public struct PanelAnswer: Sendable, Equatable {
  /// How the bytes are handed over; anything but ``normal`` comes from a fault that a test asked for.
  public enum Delivery: Sendable, Equatable {
    case normal
    /// The whole answer, but only after so much real time.
    case delayed(Duration)
    /// No answer ever; the connection stays open until the caller gives up.
    case never
    /// The connection is reset without a byte.
    case reset
    /// The connection is closed in order, without a byte.
    case closed
    /// The connection closes after so many bytes of the body, though the header promises all.
    case cut(afterBodyBytes: Int)
  }

  /// The HTTP status; 200 for refusals too (reference §1.1).
  public var status: Int
  /// Header fields in the order in which they are sent.
  public var headers: [Header]
  public var body: [UInt8]
  public var delivery: Delivery

  /// One header field.
  public struct Header: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(
    status: Int = 200, headers: [Header] = [], body: [UInt8] = [], delivery: Delivery = .normal
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delivery = delivery
  }

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The first field of that name, whatever its case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
