import Testing

@testable import Provisioner

/// The real transport against a real port.
struct HTTPTransportTests {
  private func whoami(
    _ server: RawServer, scheme: String = "http", timeout: Duration = .seconds(120)
  ) async throws -> PanelAccount {
    try await DNSmanagerClient(
      url: PanelURL("\(scheme)://127.0.0.1:\(server.port)"), username: "provider",
      password: "a+b c&d", transport: .http(timeout: timeout)
    ).whoami()
  }

  @Test func `credentials go into the body and nowhere else`() async throws {
    let server = try await RawServer(
      answer: RawServer.reply(
        "200 OK", "<doc><user name=\"provider\" level=\"24\" namespace=\"company.com\"/></doc>"))

    let account = try await whoami(server)

    #expect(account == PanelAccount(name: "provider", level: 24, namespace: "company.com"))
    let halves = server.received.split(separator: "\r\n\r\n", maxSplits: 1).map(String.init)
    #expect(halves[0].hasPrefix("POST /dnsmgr HTTP/1.1\r\n"))
    #expect(!halves[0].contains("provider"))
    #expect(halves[1] == "authinfo=provider%3Aa%2Bb%20c%26d&out=xml&func=whoami")
    try await server.stop()
  }

  @Test(
    arguments: [
      ("500 Internal Server Error", .http(500)), ("404 Not Found", .http(404)),
    ] as [(String, ClientError)])
  func `a status is told`(status: String, error: ClientError) async throws {
    let server = try await RawServer(answer: RawServer.reply(status, "<doc/>"))

    await #expect(throws: error) { try await whoami(server) }
    try await server.stop()
  }

  @Test func `a redirect is not followed`() async throws {
    let other = try await RawServer(answer: RawServer.reply("200 OK", "<doc/>"))
    let server = try await RawServer(
      answer: RawServer.reply(
        "307 Temporary Redirect", "", headers: "Location: http://127.0.0.1:\(other.port)/x\r\n"))

    await #expect(throws: ClientError.http(307)) { try await whoami(server) }

    #expect(other.received.isEmpty)
    try await server.stop()
    try await other.stop()
  }

  @Test func `HTML is told with its line`() async throws {
    let server = try await RawServer(
      answer: RawServer.reply("200 OK", "<html>\n<body><br></body></html>"))

    let error = await #expect(throws: ClientError.self) { try await whoami(server) }

    guard case .unreadable(let line, _) = error else {
      Issue.record("\(String(describing: error)) should be unreadable")
      return
    }
    #expect(line == 2)
    try await server.stop()
  }

  @Test func `nobody listening, silence and a cut connection are told apart`() async throws {
    let silent = try await RawServer(answer: nil)
    await #expect(throws: ClientError.unreachable(.timeout)) {
      try await whoami(silent, timeout: .milliseconds(200))
    }
    try await silent.stop()
    let refused = await #expect(throws: ClientError.self) { try await whoami(silent) }
    guard case .unreachable(.refused) = refused else {
      Issue.record("\(String(describing: refused)) should be a refused connection")
      return
    }
    let cut = try await RawServer(answer: "")
    await #expect(throws: ClientError.unreachable(.closed)) { try await whoami(cut) }
    try await cut.stop()
  }

  static let notHTTP = [
    "SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "HTTP/1.1 200 OK\r\nX: \(String(repeating: "x", count: 200_000))\r\n\r\n",
    "HTTP/1.1 99999 Odd\r\n\r\n",
  ]

  @Test(arguments: notHTTP)
  func `what is no HTTP is told, and never as a fault of ours`(answer: String) async throws {
    let server = try await RawServer(answer: answer)

    let error = await #expect(throws: ClientError.self) { try await whoami(server) }

    guard case .unreachable(.malformed(let reason)) = error else {
      Issue.record("\(String(describing: error)) should tell of an answer that is no HTTP")
      return
    }
    #expect(!reason.isEmpty && reason.utf8.count < 200)
    try await server.stop()
  }

  @Test(.timeLimit(.minutes(5)))
  func `a long list is read in the time of its length`() async throws {
    let count = 60_000
    let rows = (0..<count).map { "<elem><name>u\($0)</name><parent>p</parent><level/></elem>" }
    let client = DNSmanagerClient(
      url: try PanelURL("http://127.0.0.1:1"), username: "a", password: "b",
      transport: PanelTransport { _ in
        PanelReply(body: Array("<doc><elem/>\(rows.joined())<other/></doc>".utf8))
      })

    let users = try await client.users()

    #expect(users.count == count && users.last?.name == "u\(count - 1)")
    #expect(users.allSatisfy { $0.parent == "p" && $0.level == nil && $0.namespace == nil })
  }

  @Test func `a server without TLS is told as a TLS problem`() async throws {
    let server = try await RawServer(answer: "no TLS here", ends: [])

    let error = await #expect(throws: ClientError.self) {
      try await whoami(server, scheme: "https")
    }

    guard case .unreachable(.tls) = error else {
      Issue.record("\(String(describing: error)) should be a TLS problem")
      return
    }
    try await server.stop()
  }

  @Test func `a name without an address is told`() async throws {
    let client = DNSmanagerClient(
      url: try PanelURL("http://no-such-host.invalid"), username: "a", password: "b",
      transport: .http(timeout: .seconds(120)))

    await #expect(throws: ClientError.unreachable(.notResolved)) { try await client.whoami() }
  }
}
