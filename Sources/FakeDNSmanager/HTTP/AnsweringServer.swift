private import HTTPTypes
internal import Hummingbird
private import LocalAPI
public import ServiceLifecycle

/// A port where requests as clients of a panel send them are answered by whoever wants to, such as
/// a proxy before another panel.
public struct AnsweringServer: Service {
  /// How large a body is taken; a panel takes no more (``HTTPLimits``).
  private static let maximumByteCount = 2 << 20

  /// The port that clients connect to; never 0.
  public let port: Int
  private let application: RunningApplication

  /// Opens a port and returns when clients can connect.
  ///
  /// `answer` gets the path and the query as they came, all methods as `GET` or `POST`, and the header
  /// fields by lower-case names; how it wants the answer delivered is not looked at. Throws
  /// ``ListenError``.
  public static func start(
    at address: ListenAddress = .loopback, label: String,
    answering answer: @escaping @Sendable (PanelRequest) async -> PanelAnswer
  ) async throws -> AnsweringServer {
    let router = Router(options: .autoGenerateHeadEndpoints)
    for path in ["/", "**"] {
      for method in [HTTPRequest.Method.get, .post] {
        router.on(RouterPath(path), method: method) { request, _ in
          let body = try await request.body.collect(upTo: maximumByteCount)
          return Response(await answer(PanelRequest(request, Array(body.readableBytesView))))
        }
      }
    }
    return AnsweringServer(
      try await RunningApplication.start(router, at: address, label: label))
  }

  private init(_ application: RunningApplication) {
    self.application = application
    port = application.port
  }

  /// Closes the port and all connections.
  public func stop() async { await application.stop() }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
    await stop()
  }
}

extension PanelRequest {
  fileprivate init(_ request: Request, _ body: [UInt8]) {
    let target = RequestTarget(request.head.path ?? "/")
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      headers[name] =
        headers[name].map { "\($0)\(name == "cookie" ? "; " : ", ")\(field.value)" }
        ?? field.value
    }
    self.init(
      method: request.method == .post ? "POST" : "GET", path: target.path, query: target.query,
      body: body, headers: headers, isSecure: false)
  }
}

extension Response {
  fileprivate init(_ answer: PanelAnswer) {
    var headers = HTTPFields()
    for header in answer.headers {
      if let name = HTTPField.Name(header.name) {
        headers.append(HTTPField(name: name, value: header.value))
      }
    }
    self.init(
      status: .init(code: answer.status), headers: headers,
      body: .init(byteBuffer: .init(bytes: answer.body)))
  }
}
