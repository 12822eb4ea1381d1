import FakeDNSmanager
import Foundation
import Testing

/// The code of the article `TestingInYourOwnProcess`, compiled and run; nothing in it is internal.
@Suite(.timeLimit(.minutes(10)))
struct ArticleTests {
  /// Stands for the program under test: makes users, and tries again once when an answer is lost.
  private struct Client {
    let port: Int?

    func order(_ name: String) async throws {
      do {
        try await send(name)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        try await send(name)
      }
    }

    private func send(_ name: String) async throws {
      let body =
        "func=user.edit&name=\(name)&passwd=Abc123&sok=ok&authinfo=provider:provider-secret"
      try await RawClient.connected(to: port) { client in
        try await client.send(
          "POST /dnsmgr HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        _ = try #require(try await client.answer())
      }
    }
  }

  @Test func `the code of the article works`() async throws {
    let file = try WorldFile.decode(
      yaml: """
        world: example
        resellers:
          - name: provider
            password: provider-secret
            namespace: company.com
        """,
      file: "example.yaml")
    let world = try World(file)

    let panel = try await FakeDNSmanager.start(world: world, port: 0)
    let address = "http://127.0.0.1:\(panel.httpPort ?? 0)/dnsmgr"
    #expect(URL(string: address)?.port == panel.httpPort)

    let secure = try await FakeDNSmanager.start(world: world, http: nil, https: .issued())
    let authority = secure.caCertificatePEM
    #expect(authority?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
    await secure.stop()

    let before = try world.snapshot()
    let client = Client(port: panel.httpPort)
    let lost = Fault(.reset, on: .init(function: "user.edit", calls: 1...1), phase: .after)
    try await world.faults.withFault(lost) {
      try await client.order("dns117")
    }

    let creations = world.journal.entries.filter { $0.function == "user.edit" }
    #expect(creations.map { $0.refusal?.kind } == [nil, .exists])
    let changes = before.changes(to: try world.snapshot()).changes
    #expect(changes.contains { $0.table == "account" && $0.kind == .added })

    let copy = try world.fork()
    #expect(copy.journal.entries.isEmpty)

    world.clock.step(by: 3_601)
    let answer = world.answer(
      PanelRequest(query: "func=whoami&out=text&authinfo=provider:provider-secret"))
    #expect(answer.text.contains("user.name=provider"))
    #expect(copy.clock.now < world.clock.now)
    await panel.stop()
  }

  @Test func `the article shows no other code than this`() throws {
    let article = try String(
      contentsOf: Repository.root.appending(
        path: "Sources/FakeDNSmanager/FakeDNSmanager.docc/TestingInYourOwnProcess.md"),
      encoding: .utf8)
    let compiled = Self.flat(try String(contentsOf: URL(filePath: #filePath), encoding: .utf8))
    let snippets = article.matches(of: /```swift\n((?:.*\n)*?)```/).map { String($0.1) }

    #expect(snippets.count > 5)
    for snippet in snippets {
      #expect(compiled.contains(Self.flat(snippet)), "not compiled: \(snippet)")
    }
  }

  /// The lines without their indent.
  private static func flat(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: "\n")
  }
}
