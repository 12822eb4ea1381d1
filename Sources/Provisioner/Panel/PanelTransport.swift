/// One POST to a panel.
public struct PanelRequest: Sendable {
  /// Where to.
  public let url: PanelURL
  /// The form, in order, not yet encoded.
  ///
  /// Holds credentials: never log it.
  public let form: [(name: String, value: String)]
  /// Whether the certificate must be good.
  public let verifiesTLS: Bool

  /// Makes a request.
  public init(
    url: PanelURL, form: [(name: String, value: String)], verifiesTLS: Bool = true
  ) {
    self.url = url
    self.form = form
    self.verifiesTLS = verifiesTLS
  }

  /// The form as an HTTP body carries it: `application/x-www-form-urlencoded`.
  public var encodedForm: [UInt8] { Array(PanelTransport.formEncoded(form).utf8) }

  /// The value of the first field with a name.
  public func value(of name: String) -> String? {
    form.first { $0.name == name }?.value
  }
}

/// What came back, whatever it is.
public struct PanelReply: Sendable {
  /// The HTTP status.
  public let status: Int
  /// The header `Content-Type`, when there was one.
  public let contentType: String?
  /// At most ``PanelTransport/maximumByteCount`` bytes.
  public let body: [UInt8]

  /// Makes a reply.
  public init(status: Int = 200, contentType: String? = "text/xml", body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// How requests reach a panel: one closure, so that a test needs no network.
public struct PanelTransport: Sendable {
  /// The longest body that is read; a list of 100,000 users stays below.
  public static let maximumByteCount = 32 * 1024 * 1024

  /// Sends one request.
  ///
  /// Throws ``TransportError`` when no whole reply came. Anything else that it throws stops the
  /// operation where it stands, as a crash would.
  public let send: @Sendable (PanelRequest) async throws -> PanelReply

  /// Makes a transport from a closure, which may be called from any thread.
  public init(send: @escaping @Sendable (PanelRequest) async throws -> PanelReply) {
    self.send = send
  }
}

/// Why no whole reply came (NS-36 wants them told apart).
public enum TransportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The host's name has no address.
  case notResolved
  /// Nobody listens there, or the network refuses.
  case refused(String)
  /// Nothing came in time.
  case timeout
  /// No TLS connection, with the reason.
  case tls(String)
  /// The connection ended before the reply did.
  case closed
  /// The reply is longer than ``PanelTransport/maximumByteCount``.
  case tooLarge
  /// What came is no HTTP, with the reason.
  case malformed(String)

  public var description: String {
    switch self {
    case .notResolved: "the host name does not resolve"
    case .refused(let reason): "the connection was refused (\(reason))"
    case .timeout: "no answer in time"
    case .tls(let reason): "no TLS connection (\(reason))"
    case .closed: "the connection was closed before an answer came"
    case .tooLarge: "the answer is longer than \(PanelTransport.maximumByteCount) bytes"
    case .malformed(let reason): "the answer is not HTTP (\(reason))"
    }
  }
}
