import NIOCore
import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct HTTPDeliveryTests {
  private typealias Tests = HTTPPanelServerTests

  @Test(arguments: [false, true])
  func `a reset loses the answer and says so`(overTLS: Bool) async throws {
    try await serving { world, panel in
      await world.faults.withFault(Fault(.reset)) {
        _ = await #expect(throws: (any Error).self) {
          try await talk(to: panel, overTLS) { client in
            try await client.send(Tests.get)
            return try await client.rest()
          }
        }
      }
    }
  }

  @Test func `a cut body is shorter than its length says`() async throws {
    try await serving { world, panel in
      let text = try await world.faults.withFault(Fault(.cutBody(afterBytes: 10))) {
        try await talk(to: panel) { client in
          try await client.send(Tests.get)
          return try await client.rest()
        }
      }

      let body = try #require(text.firstRange(of: "\r\n\r\n")).upperBound
      #expect(text[body...] == "<?xml vers")
      #expect(!text.contains("Content-Length: 10\r\n"))
    }
  }

  @Test func `an answer that never comes ends when the caller gives up`() async throws {
    try await serving { world, panel in
      let text = try await world.faults.withFault(Fault(.neverAnswer)) {
        try await talk(to: panel) { client in
          try await client.send(Tests.get)
          while world.journal.count == 0 { await Task.yield() }
          client.finishSending()
          return try await client.rest()
        }
      }

      #expect(text.isEmpty)
    }
  }

  @Test func `a delayed answer comes late and whole`() async throws {
    try await serving { world, panel in
      let delay = Duration.milliseconds(150)
      let start = ContinuousClock.now
      let answer = try await world.faults.withFault(Fault(.delay(delay))) {
        try await talk(to: panel) { client in
          try await client.send(Tests.get)
          return try await client.answer()
        }
      }

      #expect(ContinuousClock.now - start >= delay)
      #expect(answer?.body.contains("</doc>") == true)
    }
  }

  @Test func `stopping does not wait for answers that never come`() async throws {
    try await serving { world, panel in
      world.faults.add(Fault(.neverAnswer))
      let text = try await talk(to: panel) { client in
        try await client.send(Tests.get)
        while world.journal.count == 0 { await Task.yield() }
        await panel.stop()
        return try await client.rest()
      }

      #expect(text.isEmpty)
    }
  }

  static let endless = [
    "", "GET /dnsmgr", "GET /dnsmgr HTTP/1.1\r\nHost: a",
    "POST /dnsmgr HTTP/1.1\r\nContent-Length: 100\r\n\r\nfunc=",
  ]

  @Test(arguments: endless)
  func `a request that does not go on is given up`(start: String) async throws {
    try await serving(limits: .hurried) { world, panel in
      // The end may come as a reset, when it crosses what we send.
      let text = try? await talk(to: panel) { client in
        try await client.send(start)
        return try await client.rest()
      }

      #expect(text ?? "" == "")
      #expect(world.journal.count == 0)
    }
  }

  static let tooLarge = [
    ("Content-Length: 3000000\r\n\r\n", 0), ("Content-Length: 3000000\r\n\r\n", 3_000_000),
    ("Content-Length: 3000000\r\nExpect: 100-continue\r\n\r\n", 0),
  ]

  @Test(arguments: tooLarge)
  func `a body beyond two mebibytes is refused in words`(fields: String, sent: Int) async throws {
    try await serving { world, panel in
      let answer = try await talk(to: panel) { client in
        try await client.send("POST /dnsmgr HTTP/1.1\r\n\(fields)")
        try await client.send(String(repeating: "a", count: sent))
        return try await client.answer()
      }

      #expect(answer?.status.hasPrefix("HTTP/1.1 413") == true)
      #expect(world.journal.count == 0)
    }
  }

  /// Not much beyond the limits: what nobody has read when the server closes resets the connection.
  static let heads: [(String, String)] = [
    ("GET /dnsmgr HTTP/1.1\r\nA: \(String(repeating: "a", count: 16_400))\r\n\r\n", "431"),
    ("GET /dnsmgr HTTP/1.1\r\n\(String(repeating: "A: a\r\n", count: 101))\r\n", "431"),
    ("GET /dnsmgr?\(String(repeating: "a", count: 16_400)) HTTP/1.1\r\n\r\n", "431"),
    ("GET /dnsmgr HTTP/one\r\n\r\n", "400"), ("\u{1}\r\n\r\n", "400"),
  ]

  @Test(arguments: heads.indices)
  func `a head that is too large or none is refused, and ends the connection`(
    index: Int
  ) async throws {
    let (head, status) = Self.heads[index]
    try await serving { world, panel in
      let (answer, rest) = try await talk(to: panel) { client in
        try await client.send(head)
        return (try await client.answer(), try await client.rest())
      }

      #expect(answer?.status.hasPrefix("HTTP/1.1 \(status) ") == true)
      #expect(answer?.field("Connection") == "close")
      #expect(rest.isEmpty)
      #expect(world.journal.count == 0)
    }
  }

  @Test func `too many parameters are refused in words`() async throws {
    try await serving { world, panel in
      let count = FormLimits().parameterCount
      func status(_ extra: Int) async throws -> String? {
        let body = Array(repeating: "a=1", count: count - 1 + extra).joined(separator: "&")
        return try await talk(to: panel) { client in
          try await client.send(
            "POST /dnsmgr?func=logon HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
          return try await client.answer()
        }?.status
      }

      let (fitting, tooMany) = (try await status(0), try await status(1))

      #expect(fitting == "HTTP/1.1 200 OK")
      #expect(tooMany?.hasPrefix("HTTP/1.1 413") == true)
      #expect(world.journal.count == 1)
    }
  }

  @Test func `a client that asks may go on before it sends its body`() async throws {
    try await serving { _, panel in
      let (go, answer) = try await talk(to: panel) { client in
        let body = "func=whoami"
        try await client.send(
          "POST /dnsmgr HTTP/1.1\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n")
        let go = try await client.answer(hasBody: false)
        try await client.send(body)
        return (go, try await client.answer())
      }

      #expect(go?.status == "HTTP/1.1 100 Continue")
      #expect(answer?.status == "HTTP/1.1 200 OK")
    }
  }

  static let broken = [
    "\u{0}\u{1}\u{2}\r\n\r\n", "GET  HTTP/1.1\r\n\r\n", "GET /dnsmgr HTTP/9.9\r\n\r\n",
    "GET /dnsmgr HTTP/1.1\r\nA: " + String(repeating: "b", count: 100_000) + "\r\n\r\n",
    "GET /dnsmgr HTTP/1.1\r\n" + String(repeating: "a: b\r\n", count: 2_000) + "\r\n",
    "POST /dnsmgr HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST /dnsmgr HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
  ]

  @Test(arguments: broken)
  func `what is no request is refused, and the next client is served`(text: String) async throws {
    try await serving { world, panel in
      let refused = try? await talk(to: panel) { client in
        try await client.send(text)
        return try await client.answer()
      }
      let next = try await talk(to: panel) { client in
        try await client.send(Tests.get)
        return try await client.answer()
      }

      #expect(refused.map { $0.status.hasPrefix("HTTP/1.1 4") } ?? true)
      #expect(next?.status == "HTTP/1.1 200 OK")
      #expect(world.journal.count == 1)
    }
  }

  private func talk<Value: Sendable>(
    to panel: RunningPanel, _ overTLS: Bool = false,
    _ body: (inout RawClient) async throws -> Value
  ) async throws -> Value {
    try await RawClient.connected(
      to: overTLS ? panel.httpsPort : panel.httpPort,
      overTLS ? .tls(authority: panel.caCertificatePEM) : .plain, body)
  }

  private func serving(
    limits: HTTPLimits = HTTPLimits(), _ body: (World, RunningPanel) async throws -> Void
  ) async throws {
    let world = try World.forTests()
    let panel = try await FakeDNSmanager.start(world: world, https: try .issued(), limits: limits)
    do {
      try await body(world, panel)
    } catch {
      await panel.stop()
      throw error
    }
    await panel.stop()
  }
}

extension HTTPLimits {
  /// Limits that end a test soon.
  fileprivate static var hurried: HTTPLimits {
    var limits = HTTPLimits()
    limits.requestTime = .milliseconds(100)
    limits.idleTime = .milliseconds(100)
    return limits
  }
}
