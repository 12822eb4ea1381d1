private import Foundation
internal import HTTPTypes
internal import Hummingbird
private import NIOCore

/// Leads each call of an API to its route.
struct APIRouter<Port: APIPort>: Sendable {
  let port: Port
  let gate: APIGate

  /// The table of calls as the server takes it.
  var routes: Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(middleware: KnownCalls<Port>())
    for route in Port.routes {
      router.on(RouterPath(route.path), method: route.method.wireMethod) { request, context in
        if !route.isOpen, let refusal = gate.refusal(request.headers) { return Response(refusal) }
        return await respond(to: request, context, route)
      }
    }
    return router
  }

  private func respond(
    to request: Request, _ context: BasicRequestContext, _ route: APIRoute<Port>
  ) async -> Response {
    do {
      let call = APICall(
        port: port, path: try Self.path(route, context), query: try Self.query(request, route),
        body: try await Self.body(of: request, route))
      return Response(try await route.perform(call))
    } catch {
      return Response(APIReply(refusing: error, of: Port.self))
    }
  }

  private static func body(
    of request: Request, _ route: APIRoute<Port>
  ) async throws -> [UInt8] {
    do {
      let body = try await request.body.collect(upTo: route.maximumByteCount)
      return Array(body.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw APIError(
        status: 413, field: "body", "must be at most \(route.maximumByteCount) bytes long")
    }
  }

  private static func path(
    _ route: APIRoute<Port>, _ context: BasicRequestContext
  ) throws(APIError) -> [String: String] {
    var path: [String: String] = [:]
    for name in route.pathParameters {
      guard let text = context.parameters.get(name) else { continue }
      guard let value = text.removingPercentEncoding else {
        throw APIError(
          field: name, value: text, "must be UTF-8, and have two hex digits behind each %")
      }
      path[name] = value
    }
    return path
  }

  private static func query(
    _ request: Request, _ route: APIRoute<Port>
  ) throws(APIError) -> [String: String] {
    var query: [String: String] = [:]
    for (name, value) in request.uri.queryParameters {
      // The document has lists with commas between their words, never a name for each.
      guard query.updateValue(String(value), forKey: String(name)) == nil else {
        throw APIError(field: String(name), "must not be there more than once")
      }
    }
    let known = route.parameters.map(\.name)
    if let unknown = query.keys.sorted().first(where: { !known.contains($0) }) {
      throw APIError(field: unknown, "is no parameter of this call")
    }
    return query
  }
}

/// Refuses what is no call: a path that nobody knows, or another method on one that is known.
private struct KnownCalls<Port: APIPort>: RouterMiddleware {
  typealias Context = BasicRequestContext

  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    let allowed = APIRoute<Port>.methods(of: request.uri.path)
    if allowed.contains(request.method) { return try await next(request, context) }
    guard !allowed.isEmpty else {
      return Response(
        APIReply(
          refusing: APIError(
            status: 404, field: "path", value: request.uri.path,
            "is not known; /openapi.json has all")))
    }
    let names = allowed.map(\.rawValue).joined(separator: ", ")
    var response = Response(
      APIReply(
        refusing: APIError(
          status: 405, field: "method", value: request.method.rawValue,
          "does not fit this path; there are \(names)")))
    response.headers[.allow] = names
    return response
  }
}

extension APIRoute {
  /// The methods that a path takes, in the order of the table; none where nobody knows it.
  ///
  /// A path that stands in full goes before one with braces (OpenAPI 3.1, Path Templating Matching).
  fileprivate static func methods(of path: String) -> [HTTPRequest.Method] {
    let parts = path.split(separator: "/")
    let fitting = Port.routes.filter { route in
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
  fileprivate init(_ reply: APIReply) {
    var headers: HTTPFields = reply.body.isEmpty ? [:] : [.contentType: reply.contentType]
    if reply.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    self.init(
      status: HTTPResponse.Status(code: reply.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
  }
}

extension APIMethod {
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
