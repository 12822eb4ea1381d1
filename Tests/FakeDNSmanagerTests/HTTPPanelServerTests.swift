import Testing
import XMLReading

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct HTTPPanelServerTests {
  static let whoami = "func=whoami&out=xml&authinfo=provider:provider-secret"
  static let get = "GET /dnsmgr?\(whoami) HTTP/1.1\r\nHost: panel.test:1500\r\n\r\n"

  @Test(arguments: ["/dnsmgr", "/manager/dnsmgr", "http://panel.test/dnsmgr"])
  func `a query in a GET is answered with the exact content type`(target: String) async throws {
    try await serving { panel in
      let answer = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(Self.get.replacing("/dnsmgr?", with: "\(target)?"))
        return try await client.answer()
      }

      let reply = try XMLReply(Array(try #require(answer).body.utf8))
      #expect(answer?.status == "HTTP/1.1 200 OK")
      #expect(answer?.field("content-type") == "text/xml")
      #expect(try reply.string(at: "/doc/user/@name") == "provider")
      #expect(try reply.string(at: "/doc/@host") == "http://panel.test:1500")
    }
  }

  @Test func `query and body of a POST are one form`() async throws {
    try await serving { panel in
      let answer = try await RawClient.connected(to: panel.httpPort) { client in
        let body = "authinfo=provider%3Aprovider-secret&out=xml"
        try await client.send(
          "POST /dnsmgr?func=whoami HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        return try await client.answer()
      }

      #expect(try #require(answer).body.contains("name=\"provider\""))
    }
  }

  @Test func `a chunked body is put together`() async throws {
    try await serving { panel in
      let answer = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(
          "POST /dnsmgr HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nfunc=whoami\r\n")
        try await client.send("2a\r\n&authinfo=provider:provider-secret&out=xml\r\n")
        try await client.send("0\r\n\r\n")
        return try await client.answer()
      }

      #expect(try #require(answer).body.contains("name=\"provider\""))
    }
  }

  @Test func `HEAD gets the length and no body`() async throws {
    try await serving { panel in
      let (head, next) = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(Self.get.replacing("GET", with: "HEAD"))
        let head = try await client.answer(hasBody: false)
        try await client.send(Self.get)
        return (head, try await client.answer())
      }

      #expect(head?.status == "HTTP/1.1 200 OK")
      #expect(head?.field("content-length") == next.map { String($0.body.utf8.count) })
      #expect(next?.body.hasPrefix("<?xml") == true)
    }
  }

  @Test(arguments: ["PUT", "DELETE", "OPTIONS", "BREW"])
  func `other methods are refused and told the right ones`(method: String) async throws {
    try await serving { panel in
      let answer = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send("\(method) /dnsmgr?\(Self.whoami) HTTP/1.1\r\n\r\n")
        return try await client.answer()
      }

      #expect(answer?.status.hasPrefix("HTTP/1.1 405") == true || method == "BREW")
      #expect(answer?.field("allow") == "GET, HEAD, POST" || method == "BREW")
      #expect(answer?.body.contains("provider") == false)
    }
  }

  @Test func `a client of HTTP 1.0 gets a plain body and the end of the connection`() async throws {
    try await serving { panel in
      let text = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send("GET /dnsmgr?\(Self.whoami) HTTP/1.0\r\n\r\n")
        return try await client.rest()
      }

      #expect(text.hasPrefix("HTTP/1.0 200 OK\r\n"))
      #expect(!text.lowercased().contains("transfer-encoding"))
      #expect(text.contains("\r\n\r\n<?xml"))
      #expect(text.contains("</doc>"))
    }
  }

  @Test func `a connection is kept, and closed when the client says so`() async throws {
    try await serving { panel in
      let (first, rest) = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(Self.get)
        let first = try await client.answer()
        try await client.send(Self.get.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"))
        return (first, try await client.rest())
      }

      #expect(first?.field("connection") == nil)
      #expect(rest.contains("Connection: close\r\n"))
      #expect(rest.contains("</doc>"))
    }
  }

  @Test func `a thousand pipelined requests are answered in order`() async throws {
    try await serving { panel in
      let count = 1_000
      let bodies = try await RawClient.connected(to: panel.httpPort) { client in
        let requests = (0..<count).map { "GET /dnsmgr?\(Self.whoami)&mark=m\($0) HTTP/1.1\r\n\r\n" }
        try await client.send(requests.joined())
        var bodies: [String] = []
        while bodies.count < count, let answer = try await client.answer() {
          bodies.append(answer.body)
        }
        return bodies
      }

      #expect(bodies.count == count)
      let wrong = bodies.indices.first { !bodies[$0].contains("<mark>m\($0)</mark>") }
      #expect(wrong == nil)
    }
  }

  @Test func `a client that has said everything still gets its answer`() async throws {
    try await serving { panel in
      let text = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(Self.get)
        client.finishSending()
        return try await client.rest()
      }

      #expect(text.contains("</doc>"))
    }
  }

  @Test func `hundreds of idle connections do not keep anyone from being served`() async throws {
    try await serving { panel in
      let count = 300
      let (idle, becameIdle) = AsyncStream.makeStream(of: Void.self)
      try await withThrowingTaskGroup { group in
        for _ in 0..<count {
          group.addTask {
            _ = try await RawClient.connected(to: panel.httpPort) { client in
              try await client.send(Self.get)
              _ = try await client.answer()
              becameIdle.yield()
              return try await client.rest()
            }
          }
        }
        for await _ in idle.prefix(count) {}
        let answer = try await RawClient.connected(to: panel.httpPort) { client in
          try await client.send(Self.get)
          return try await client.answer()
        }
        #expect(answer?.status == "HTTP/1.1 200 OK")
        await panel.stop()
        try await group.waitForAll()
      }
    }
  }

  @Test func `the caller's address reaches the panel`() async throws {
    let world = try World.forTests()
    try await serving(world) { panel in
      _ = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(Self.get)
        return try await client.answer()
      }
    }

    #expect(world.journal.entries.map(\.remoteAddress) == ["127.0.0.1"])
  }

  /// Serves a world while `body` runs.
  private func serving(
    _ world: World? = nil, _ body: (RunningPanel) async throws -> Void
  ) async throws {
    let panel = try await FakeDNSmanager.start(world: try world ?? .forTests())
    do {
      try await body(panel)
    } catch {
      await panel.stop()
      throw error
    }
    await panel.stop()
  }
}
