private import AsyncHTTPClient
private import Foundation
private import NIOCore
private import NIOHTTP1
private import NIOPosix
private import NIOSSL

extension PanelTransport {
  /// A transport over HTTP and HTTPS.
  ///
  /// Redirects are not followed: the credentials are in the body and belong to the address that was
  /// typed. Connections are shared by all transports of the process and kept alive.
  ///
  /// - Parameters:
  ///   - timeout: For a whole request. Assumed: billing reference, section 9 (30 to 60 s).
  ///   - authorities: Whom to trust besides the authorities of the system, as with a panel that has
  ///     a certificate of its own house.
  /// - Returns: A transport whose errors are ``TransportError`` when no whole reply came.
  public static func http(
    timeout: Duration = .seconds(30), trusting authorities: TrustedAuthorities? = nil
  ) -> Self {
    Self { request in
      do {
        // The deadline of the client ends with the head of an answer; a body may never end.
        return try await limited(to: timeout, late: TransportError.timeout) {
          try await post(request, timeout: timeout, authorities)
        }
      } catch {
        let failure = transportError(error)
        guard failure == .tls(TLSReason.unverified) else { throw failure ?? error }
        throw TransportError.tls(
          await CertificateProbe.outdated(at: request.url) ?? TLSReason.unverified)
      }
    }
  }

  /// Lives as long as the process, as a shut-down at the end of each command would buy nothing.
  private static let client = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: configuration)

  private static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(10)
    // Without this a refused connection is tried again until the deadline.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  private static func post(
    _ request: PanelRequest, timeout: Duration, _ authorities: TrustedAuthorities?
  ) async throws -> PanelReply {
    var outgoing = HTTPClientRequest(url: request.url.text)
    outgoing.method = .POST
    outgoing.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
    outgoing.headers.add(name: "Accept", value: "text/xml")
    outgoing.body = .bytes(Array(formEncoded(request.form).utf8))
    if !request.verifiesTLS {
      var unverified = TLSConfiguration.makeClientConfiguration()
      unverified.certificateVerification = .none
      outgoing.tlsConfiguration = unverified
    } else if let authorities {
      outgoing.tlsConfiguration = authorities.configuration
    }
    let deadline = NIODeadline.now() + .nanoseconds(timeout.nanoseconds)
    let response = try await client.execute(outgoing, deadline: deadline)
    let body = try await response.body.collect(upTo: maximumByteCount)
    return PanelReply(
      status: Int(response.status.code), contentType: response.headers.first(name: "content-type"),
      body: Array(body.readableBytesView))
  }

  private static func transportError(_ error: any Error) -> TransportError? {
    switch error {
    case is NIOTooManyBytesError: .tooLarge
    case let error as NIOConnectionError: connectionError(error)
    case let error as IOError: ioError(error)
    // A connection that was kept, and ended while the request was on its way into it.
    case is ChannelError: .closed
    case let error as HTTPClientError: clientError(error)
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: .tls(TLSReason.text(of: error))
    case is CancellationError: nil
    case let error as TransportError: error
    // What is left comes from reading the answer: the parser's own errors among it.
    default: .malformed("\(error)")
    }
  }

  private static func connectionError(_ error: NIOConnectionError) -> TransportError {
    guard let failure = error.connectionErrors.first?.error else { return .notResolved }
    return switch failure {
    case let failure as IOError: ioError(failure)
    case is ChannelError: .timeout
    default: .refused("\(type(of: failure))")
    }
  }

  private static func ioError(_ error: IOError) -> TransportError {
    switch error.errnoCode {
    case ECONNRESET, EPIPE: .closed
    case ETIMEDOUT: .timeout
    default: .refused(String(cString: strerror(error.errnoCode)))
    }
  }

  private static func clientError(_ error: HTTPClientError) -> TransportError? {
    switch error {
    case .cancelled: nil
    case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded,
      .getConnectionFromPoolTimeout:
      .timeout
    case .tlsHandshakeTimeout: .tls("no handshake in time")
    case .remoteConnectionClosed: .closed
    default: .refused("\(error)")
    }
  }
}

extension PanelTransport {
  /// Returns what `work` returns, or cancels it and throws `late` when the time is over first.
  package static func limited<Value: Sendable>(
    to limit: Duration, late: any Error, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask(operation: work)
      group.addTask {
        try await Task.sleep(for: limit)
        throw late
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw late }
      return first
    }
  }

  /// The form as `application/x-www-form-urlencoded`, each name and value encoded exactly once.
  ///
  /// Everything but unreserved characters is escaped: other clients broke passwords by leaving `+`
  /// alone or by encoding twice (billing reference, section 6).
  static func formEncoded(_ form: [(name: String, value: String)]) -> String {
    form.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let scalar = Unicode.Scalar(byte)
      if unreserved.contains(byte) {
        result.unicodeScalars.append(scalar)
      } else {
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
