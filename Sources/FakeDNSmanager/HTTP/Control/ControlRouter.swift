internal import HTTPTypes
internal import Hummingbird
private import NIOCore

/// Leads each call of the control port to its route.
struct ControlRouter: Sendable {
  let directory: WorldDirectory
  let doors: WorldDoors
  let gate: ControlGate
  let authorityPEM: String?

  /// The table of calls as the server takes it.
  var routes: Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(middleware: KnownCalls())
    for route in ControlRoute.all {
      router.on(RouterPath(route.path), method: route.method.wireMethod) { request, context in
        if !route.isOpen, let refusal = gate.refusal(request.headers) { return Response(refusal) }
        return await respond(to: request, context, route)
      }
    }
    return router
  }

  private func respond(
    to request: Request, _ context: BasicRequestContext, _ route: ControlRoute
  ) async -> Response {
    do {
      let body = try await request.body.collect(upTo: route.maximumByteCount)
      let call = ControlCall(
        directory: directory, doors: doors, authorityPEM: authorityPEM,
        path: Self.path(route, context), query: try Self.query(request, route),
        body: Array(body.readableBytesView))
      return Response(try await route.perform(call))
    } catch {
      return Response(ControlReply(refusing: error))
    }
  }

  private static func path(
    _ route: ControlRoute, _ context: BasicRequestContext
  ) -> [String: String] {
    var path: [String: String] = [:]
    for name in route.pathParameters { path[name] = context.parameters.get(name) }
    return path
  }

  private static func query(
    _ request: Request, _ route: ControlRoute
  ) throws(ControlError) -> [String: String] {
    var query: [String: String] = [:]
    for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
    let known = route.parameters.map(\.name)
    if let unknown = query.keys.sorted().first(where: { !known.contains($0) }) {
      throw ControlError(field: unknown, "is no parameter of this call")
    }
    return query
  }
}

/// Refuses what is no call: a path that nobody knows, or another method on one that is known.
private struct KnownCalls: RouterMiddleware {
  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    let allowed = ControlRoute.methods(of: request.uri.path)
    if allowed.contains(request.method) { return try await next(request, context) }
    guard !allowed.isEmpty else {
      return Response(
        ControlReply(
          refusing: ControlError(
            status: 404, field: "path", value: request.uri.path,
            "is not known; /openapi.json has all")))
    }
    let names = allowed.map(\.rawValue).joined(separator: ", ")
    var response = Response(
      ControlReply(
        refusing: ControlError(
          status: 405, field: "method", value: request.method.rawValue,
          "does not fit this path; there are \(names)")))
    response.headers[.allow] = names
    return response
  }
}

extension ControlRoute {
  /// The methods that a path takes, in the order of the table; none where nobody knows it.
  ///
  /// A path that stands in full goes before one with braces (OpenAPI 3.1, Path Templating Matching).
  fileprivate static func methods(of path: String) -> [HTTPRequest.Method] {
    let parts = path.split(separator: "/")
    let fitting = all.filter { route in
      let pattern = route.path.split(separator: "/")
      return pattern.count == parts.count
        && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
    let nearest = fitting.min { $0.pathParameters.count < $1.pathParameters.count }?.path
    let methods = fitting.filter { $0.path == nearest }.map(\.method.wireMethod)
    return methods + (methods.contains(.get) ? [.head] : [])
  }
}

extension Response {
  fileprivate init(_ reply: ControlReply) {
    var headers: HTTPFields = reply.body.isEmpty ? [:] : [.contentType: reply.contentType]
    if reply.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    self.init(
      status: HTTPResponse.Status(code: reply.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
  }
}

extension ControlRoute.Method {
  fileprivate var wireMethod: HTTPRequest.Method {
    switch self {
    case .get: .get
    case .post: .post
    case .put: .put
    case .patch: .patch
    case .delete: .delete
    }
  }
}
