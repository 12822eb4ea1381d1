import Testing

@testable import FakeDNSmanager

/// Every fault as a client meets it, over a socket.
@Suite(.timeLimit(.minutes(10)))
struct HTTPFaultTests {
  /// What a client gets: the status, and a body without its text.
  enum Sight: Equatable {
    case nothing
    case failure
    case answer(Int, String)
  }

  static let effects: [(Fault.Effect, Sight)] = [
    (.delay(.milliseconds(1)), .answer(200, "<doc")), (.reset, .failure), (.close, .nothing),
    (.cutBody(afterBytes: 0), .nothing), (.status(418), .answer(418, "A fault")),
    (.htmlPage, .answer(200, "<html>")), (.empty, .answer(200, "")),
    (.brokenXML, .answer(200, "<elem><name>")), (.wrongCharset, .answer(200, "<\0d\0o\0c\0")),
    (.refusal(PanelError(.license, object: "dnsmgr")), .answer(200, "type=\"license\"")),
    (.sessionLost, .answer(200, "object=\"badsession\"")),
  ]

  @Test(arguments: effects.indices, [false, true])
  func `a fault shows to the client and is over with its call`(
    index: Int, overTLS: Bool
  ) async throws {
    let (effect, expected) = Self.effects[index]
    try await serving { world, panel in
      let session = try world.signIn("provider")
      world.faults.add(Fault(effect, on: .init(function: "whoami", calls: 1...1)))

      let seen = await sight(of: panel, overTLS, session: session)

      if case .answer(let status, let part) = expected {
        let body = try text(of: seen, status: status)
        #expect(part.isEmpty ? body.isEmpty : body.contains(part), "\(effect)")
      } else {
        #expect(seen == expected, "\(effect)")
      }
      let next = await sight(of: panel, overTLS, session: try world.signIn("provider"))
      #expect(try text(of: next).contains("name=\"provider\""))
    }
  }

  @Test func `a certificate of another name is shown to the connections it counts`() async throws {
    try await serving { world, panel in
      world.faults.add(Fault(.foreignCertificate, on: .init(calls: 1...2)))
      let session = try world.signIn("provider")
      func connects(as name: String) async -> Bool {
        let answer = try? await RawClient.connected(
          to: panel.httpsPort, .tls(authority: panel.caCertificatePEM, name: name)
        ) { client in
          try await client.send(Self.request(session))
          return try await client.answer()
        }
        return answer?.status == "HTTP/1.1 200 OK"
      }

      let refused = await connects(as: "localhost")
      let foreign = await connects(as: ServerCertificate.foreignName)
      let own = await connects(as: "localhost")

      #expect(!refused)
      #expect(foreign)
      #expect(own)
      #expect(world.faults.armed.map(\.fired) == [2])
      // What a connection meets says nothing about its calls.
      #expect(world.journal.entries.filter { $0.function == "whoami" }.allSatisfy { !$0.faulted })
    }
  }

  @Test func `a fault on each nth call counts the matching ones`() async throws {
    try await serving { world, panel in
      world.faults.add(Fault(.status(503), on: .init(function: "whoami", calls: 2...6, every: 3)))
      let session = try world.signIn("provider")

      var statuses: [Int] = []
      for _ in 1...7 {
        let seen = await sight(of: panel, false, session: session)
        if case .answer(let status, _) = seen { statuses.append(status) }
      }

      #expect(statuses == [200, 200, 503, 200, 200, 503, 200])
    }
  }

  @Test func `an account is known by its session too`() async throws {
    try await serving { world, panel in
      let sessions = try ["provider", "root"].map { try world.signIn($0) }
      world.faults.add(Fault(.status(503), on: .init(account: "root")))

      let provider = await sight(of: panel, false, session: sessions[0])
      let root = await sight(of: panel, false, session: sessions[1])

      _ = try text(of: provider)
      #expect(root == .answer(503, "A fault that a test asked for\n"))
    }
  }

  @Test func `a session lost after its call is gone for the next one`() async throws {
    try await serving { world, panel in
      let session = try world.signIn("provider")
      let first = await world.withFault(.sessionLost, phase: .after) {
        await sight(of: panel, false, session: session)
      }
      #expect(try text(of: first).contains("name=\"provider\""))

      let seen = await sight(of: panel, false, session: session)
      #expect(try text(of: seen).contains("badsession"))
    }
  }

  @Test(arguments: [204, 205, 304])
  func `a status without content leaves the connection in step`(status: Int) async throws {
    try await serving { world, panel in
      let session = try world.signIn("provider")
      world.faults.add(Fault(.status(status), on: .init(calls: 1...1)))

      let (first, second) = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(Self.request(session))
        try await client.send(Self.request(session))
        // Whatever length it states, a client takes this answer to end with its head.
        let first = try await client.answer(hasBody: false)
        return (first, try await client.answer())
      }

      #expect(first?.status.hasPrefix("HTTP/1.1 \(status)") == true)
      #expect(first?.field("Content-Length") == (status == 205 ? "0" : nil))
      #expect(second?.status == "HTTP/1.1 200 OK")
      #expect(second?.body.contains("name=\"provider\"") == true)
    }
  }

  private struct Unexpected: Error {
    let sight: Sight
  }

  private func text(of sight: Sight, status: Int = 200) throws -> String {
    guard case .answer(status, let body) = sight else { throw Unexpected(sight: sight) }
    return body
  }

  private static func request(_ session: String) -> String {
    "GET /dnsmgr?func=whoami&out=xml&auth=\(session) HTTP/1.1\r\nHost: localhost\r\n\r\n"
  }

  private func sight(of panel: RunningPanel, _ overTLS: Bool, session: String) async -> Sight {
    do {
      let answer = try await RawClient.connected(
        to: overTLS ? panel.httpsPort : panel.httpPort,
        overTLS ? .tls(authority: panel.caCertificatePEM) : .plain
      ) { client in
        try await client.send(Self.request(session))
        return try await client.answer()
      }
      return answer.map { .answer($0.code, $0.body) } ?? .nothing
    } catch {
      return .failure
    }
  }

  private func serving(_ body: (World, RunningPanel) async throws -> Void) async throws {
    let world = try World.forTests()
    let panel = try await FakeDNSmanager.start(world: world, https: try .issued())
    do {
      try await body(world, panel)
    } catch {
      await panel.stop()
      throw error
    }
    await panel.stop()
  }
}
