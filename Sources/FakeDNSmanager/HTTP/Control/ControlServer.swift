private import Crypto
private import HTTPTypes
private import Hummingbird
private import Logging
internal import NIOCore
public import ServiceLifecycle

/// The port that only a test asks: worlds, clocks, journals, faults.
public struct ControlServer: Service {
  /// The port that clients connect to; never 0.
  public let port: Int
  private let group: ServiceGroup
  private let serving: Task<Void, Never>

  /// Opens the control port over the worlds of a running panel, and returns when it can be called.
  ///
  /// With a `token`, calls need `Authorization: Bearer <token>`; it is required when the address
  /// allows remote callers. `authorityPEM` is what `/ca.pem` gives. Throws ``ListenError``.
  public static func start(
    _ directory: WorldDirectory, at address: ListenAddress = .loopback, token: String? = nil,
    authorityPEM: String? = nil
  ) async throws -> ControlServer {
    try address.validate()
    guard token?.isEmpty == false || !address.allowsRemote else {
      throw address.refusal(.needsToken)
    }
    let (ports, listening) = AsyncThrowingStream.makeStream(of: Int.self)
    let logger = Logger(label: "FakeDNSmanager.Control")
    let gate = ControlGate(token: token)
    let application = Application(
      router: Self.router(directory, gate, authorityPEM),
      server: .http1(configuration: .init(idleTimeout: .seconds(75))),
      configuration: .init(address: .hostname(address.host, port: address.port), serverName: nil),
      onServerRunning: { listening.yield($0.localAddress?.port ?? address.port) },
      logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(5)
    let group = ServiceGroup(configuration: configuration)
    let serving = Task {
      do {
        try await group.run()
        listening.finish()
      } catch {
        listening.finish(throwing: error)
      }
    }
    do {
      for try await port in ports {
        return ControlServer(port: port, group: group, serving: serving)
      }
    } catch {
      throw address.refusal(ListenError.Reason(error))
    }
    throw address.refusal(.system("the server ended at once"))
  }

  /// Closes the port and its connections; one that is still being answered has five seconds.
  public func stop() async {
    await group.triggerGracefulShutdown()
    await serving.value
  }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
    await stop()
  }

  private static func router(
    _ directory: WorldDirectory, _ gate: ControlGate, _ authorityPEM: String?
  ) -> Router<BasicRequestContext> {
    let router = Router()
    for route in ControlRoute.all {
      router.on(RouterPath(route.path), method: route.method.wireMethod) { request, context in
        if !route.isOpen, let refusal = gate.refusal(request.headers) { return refusal }
        return await respond(to: request, context, route, directory, authorityPEM)
      }
    }
    return router
  }

  private static func respond(
    to request: Request, _ context: BasicRequestContext, _ route: ControlRoute,
    _ directory: WorldDirectory, _ authorityPEM: String?
  ) async -> Response {
    do {
      let body = try await request.body.collect(upTo: route.maximumByteCount)
      var path: [String: String] = [:]
      for name in route.pathParameters { path[name] = context.parameters.get(name) }
      var query: [String: String] = [:]
      for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
      if let unknown = query.keys.sorted().first(where: { name in
        !route.parameters.contains { $0.name == name }
      }) {
        throw ControlError(field: unknown, "is no parameter of this call")
      }
      let reply = try route.perform(
        ControlCall(
          directory: directory, authorityPEM: authorityPEM, path: path, query: query,
          body: Array(body.readableBytesView)))
      return Response(reply)
    } catch {
      return Response(ControlReply(refusing: error))
    }
  }
}

/// Who may call.
private struct ControlGate: Sendable {
  private let token: SHA256Digest?

  init(token: String?) {
    self.token = token.map { SHA256.hash(data: Array($0.utf8)) }
  }

  /// The answer to a caller who may not; `nil` when he may.
  func refusal(_ headers: HTTPFields) -> Response? {
    // A page in a browser could reach a port on loopback; it always says where it comes from.
    if let origin = headers[.origin] {
      let error = ControlError(
        status: 403, field: "Origin", value: origin, "may not call: this port is not for web pages")
      return Response(ControlReply(refusing: error))
    }
    guard let token else { return nil }
    let given = headers[.authorization].map { $0.dropFirst("Bearer ".count) } ?? ""
    // Digests are compared in constant time.
    guard SHA256.hash(data: Array(given.utf8)) != token else { return nil }
    let error = ControlError(
      status: 401, field: "Authorization", "must be Bearer and the token of this server")
    var response = Response(ControlReply(refusing: error))
    response.headers[.wwwAuthenticate] = "Bearer"
    return response
  }
}

extension ControlRoute.Method {
  fileprivate var wireMethod: HTTPRequest.Method {
    switch self {
    case .get: .get
    case .post: .post
    case .patch: .patch
    case .delete: .delete
    }
  }
}

extension Response {
  fileprivate init(_ reply: ControlReply) {
    self.init(
      status: HTTPResponse.Status(code: reply.status),
      headers: reply.body.isEmpty ? [:] : [.contentType: reply.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
  }
}
