import LocalAPI

/// A server that is no control port and listens where one is looked for: it has one answer for all that
/// is asked of worlds.
struct OtherServer: APIPort {
  enum Schema: String, APISchema {
    case error = "Error"

    var shape: JSONShape { .object([.strings("errors")]) }
  }

  static let title = "another server"
  static let summary = "Not the one that was meant."
  static let maximumByteCount = 1_024
  static let routes: [APIRoute<OtherServer>] =
    [APIRoute(method: .get, path: "/ready", summary: "", perform: { $0.port.ready })]
    + ["domains", "snapshot"].map { path in
      APIRoute(
        method: .get, path: "/worlds/{world}/\(path)", summary: "",
        parameters: ["name", "limit"].map { APIParameter(name: $0, kind: .text, summary: "") },
        perform: { $0.port.other })
    }

  let ready: APIReply
  let other: APIReply

  static let page = APIReply(contentType: "text/html", body: Array("<p>It works!</p>".utf8))
  static let redirect = APIReply(status: 301)
  static let isReady = APIReply(body: Array(#"{"status":"ready"}"#.utf8))

  static func shape(ofPathParameter name: String) -> JSONShape { .text() }
  static func refusal(of error: any Error) -> APIRefusal? { nil }

  /// Serves while `body` runs, which is told the address.
  static func serving(
    ready: APIReply, other: APIReply, _ body: (String) async throws -> Void
  ) async throws {
    let server = try await APIServer.start(
      OtherServer(ready: ready, other: other), at: .loopback, token: nil, label: "other")
    do {
      try await body("http://127.0.0.1:\(server.port)")
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}
