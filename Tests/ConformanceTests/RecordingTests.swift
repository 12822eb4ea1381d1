import FakeDNSmanager
import Foundation
import FoundationNetworking
import StrictYAML
import Testing

@testable import Conformance

/// Sessions of a client over real HTTP, recorded, and run again as scenarios.
struct RecordingTests {
  private let server: RunningPanel
  private let proxy: RecordingProxy
  /// A client without cookies of its own: those of other tests' servers have the same host.
  private let client = URLSession(configuration: .cookieless)

  init() async throws {
    let world = try World(try WorldFile.load("\(Fixtures.folder)/worlds/provider.yaml"))
    server = try await FakeDNSmanager.start(worlds: try WorldDirectory(world))
    proxy = try await RecordingProxy.start(
      before: "http://127.0.0.1:\(try #require(server.httpPort))/dnsmgr")
  }

  /// Sends one call and returns the answer as text.
  @discardableResult
  private func call(
    _ fields: KeyValuePairs<String, String>, headers: [String: String] = [:], path: String? = nil,
    query: String = ""
  ) async throws -> String {
    let base = path.map { proxy.url.replacing("/dnsmgr", with: $0) } ?? proxy.url
    let text = query.isEmpty ? base : "\(base)?\(query)"
    var request = URLRequest(url: try #require(URL(string: text)))
    request.httpMethod = "POST"
    let pairs = fields.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }
    request.httpBody = Data(pairs.joined(separator: "&").utf8)
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, _) = try await client.data(for: request)
    return String(decoding: data, as: UTF8.self)
  }

  private func recording() async throws -> String {
    let recording = try ScenarioRecording(
      proxy, named: "recorded", world: "provider", in: "\(Fixtures.folder)/worlds",
      clause: "NS-06")
    await proxy.stop()
    await server.stop()
    return try recording.text(schema: "docs/schema/scenario.json")
  }

  /// Reads and runs a scenario on the fake.
  private func run(_ text: String, environment: [String: String] = [:]) async throws -> RunReport {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let scenario = try ScenarioDecoding.scenario(
      in: text, file: "recorded.yaml", clauses: clauses.ids)
    var configuration = Runner.Configuration(jobs: 1)
    configuration.environment = environment
    return await Runner(clauses: clauses, configuration: configuration)
      .run(Suite(scenarios: [scenario]), on: FakeTarget.onFixtures)
  }

  @Test func `a session is recorded without its secrets and passes again`() async throws {
    let reseller = "provider:provider-secret"
    let user = "shop:Very-Secret-9"
    try await call([
      "authinfo": reseller, "out": "xml", "func": "user.edit", "name": "shop",
      "passwd": "Very-Secret-9", "confirm": "Very-Secret-9", "sok": "ok",
    ])
    try await call([
      "authinfo": user, "out": "JSONdata", "func": "domain.edit", "name": "shop.example",
      "dtype": "master", "ip": "192.0.2.7", "sok": "ok",
    ])
    let list = try await call([
      "authinfo": user, "out": "xml", "func": "domain.record", "elid": "shop.example",
    ])
    let key = try #require(list.firstMatch(of: /<rkey>(www[^<]*)</)?.1)
    try await call([
      "authinfo": user, "func": "domain.record.delete", "out": "xml", "plid": "shop.example",
      "elid": String(key), "sok": "ok",
    ])
    try await call(["authinfo": "shop:wrong", "out": "xml", "func": "domain"])

    let text = try await recording()
    let report = try await run(text, environment: ["NSLAB_SHOP_PASSWORD": "also-wrong"])

    for secret in ["Very-Secret-9", "provider-secret", "wrong"] { #expect(!text.contains(secret)) }
    #expect(text.contains("as: provider"))
    #expect(text.contains("/doc/elem[name='www.shop.example.']/rkey"), "\(text)")
    #expect(text.contains("outcome: auth"))
    #expect(try YAMLFormatter.formatted(text, file: "recorded.yaml") == text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
    #expect(report.checks.count == 5)
  }

  @Test func `a session id is captured, whether it comes back as a field or as a cookie`()
    async throws
  {
    let told = try await call(
      ["func": "auth", "out": "xml", "username": "provider", "password": "provider-secret"],
      headers: ["Cookie": "dnsmgrses5=00112233445566778899"])
    let id = try #require(told.firstMatch(of: /auth id="([0-9a-f]+)"/)?.1)
    try await call(["func": "user", "out": "xml", "auth": String(id)])
    try await call(["func": "user", "out": "json"], headers: ["Cookie": "dnsmgrses5=\(id)"])

    let text = try await recording()

    #expect(!text.contains(id))
    #expect(text.contains("session_1: /doc/auth/@id"))
    #expect(text.matches(of: /auth: "\{\{session_1\}\}"/).count == 2)
    let report = try await run(text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
  }

  @Test func `a recording can fail: another panel's answers are noticed`() async throws {
    try await call(["authinfo": "provider:provider-secret", "out": "xml", "func": "user"])

    let text = try await recording()
    let report = try await run(text.replacing("func: user\n", with: "func: reseller\n"))

    #expect(report.exitCode == .failed)
  }

  @Test func `a session from before, foreign braces and other requests are told apart`()
    async throws
  {
    try await call([
      "func": "domain", "out": "xml", "auth": "0123456789ab0123456789ab",
    ])
    try await call(
      [
        "authinfo": "provider:provider-secret", "func": "user.edit", "out": "xml",
        "note": "{{mine}} provider-secret",
      ])
    try await call([:], path: "/manimg/logo.png")

    let text = try await recording()

    #expect(text.contains("session_1: NSLAB_SESSION"))
    #expect(!text.contains("provider-secret"))
    #expect(!text.contains("0123456789ab"))
    #expect(text.contains("# 1 requests are left out"))
    let report = try await run(text, environment: ["NSLAB_SESSION": "ba9876543210"])
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
  }

  @Test func `a password that is told to the panel for elsewhere is no secret any more`()
    async throws
  {
    for (number, name) in ["password", "Password", "PASSWD"].enumerated() {
      try await call([
        "authinfo": "provider:provider-secret", "out": "xml", "func": "slaveserver.edit",
        "url": "https://ns\(number).example.net:1500/dnsmgr", "username": "far",
        "password": "Far-Secret-0", name: "Far-Secret-77", "sok": "ok",
      ])
    }

    let text = try await recording()

    #expect(!text.contains("Far-Secret"))
    #expect(text.contains("recorded-password-"))
    let report = try await run(text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
  }

  @Test(arguments: ["xml", "XML", "devel", "json", "JSONdata", "bjson", "text", "html", ""])
  func `a session id is captured from every format`(out: String) async throws {
    let format = out.isEmpty ? [] : ["out=\(out)"]
    _ = try await call(
      ["func": "auth", "username": "provider", "password": "provider-secret"],
      query: format.joined())
    let told = try await call(
      ["func": "auth", "out": "xml", "username": "provider", "password": "provider-secret"])
    let id = try #require(told.firstMatch(of: /auth id="([0-9a-f]+)"/)?.1)
    let opened = try #require(proxy.recorded.calls.first?.opened)
    try await call(
      ["func": "user", "out": "xml", "auth": ""], headers: ["Cookie": "dnsmgrses5=\(opened)"])
    try await call(
      ["func": "auth", "username": "provider", "password": "no"], query: format.joined())

    let text = try await recording()

    #expect(!text.contains(opened) && !text.contains(id))
    let report = try await run(text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
    #expect(report.checks.count == 4)
  }

  @Test func `a password that was refused is not taken for the account's own`() async throws {
    try await call(["authinfo": "provider:mistyped", "out": "xml", "func": "user"])
    try await call(["authinfo": "shop:provider-secret", "func": "user"])
    try await call(["authinfo": "provider:provider-secret", "out": "xml", "func": "user"])

    let text = try await recording()

    #expect(text.matches(of: /outcome: auth/).count == 2, "\(text)")
    let report = try await run(text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
  }

  @Test func `a refusal in JSON to who asks for no format is a refusal`() async throws {
    let provider = "provider:provider-secret"
    try await call(["authinfo": provider, "func": "domain.record", "elid": "no.example"])
    try await call(["authinfo": provider, "func": "domain"])

    let text = try await recording()

    #expect(text.contains("outcome: missed") && text.contains("outcome: ok"), "\(text)")
    let report = try await run(text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
  }

  @Test func `no name of a function, and no login, loses a session`() async throws {
    let provider = "provider:provider-secret"
    for function in ["us\"er", "{{user}}", "a: b", "user"] {
      try await call(["authinfo": provider, "out": "xml", "func": function])
    }
    try await call([
      "authinfo": provider, "out": "xml", "func": "user.edit", "name": "shop", "passwd": "shop",
      "confirm": "shop", "sok": "ok",
    ])
    try await call(["authinfo": "shop:shop", "out": "xml", "func": "whoami"])
    try await call([
      "authinfo": provider, "out": "xml", "func": "user.edit", "name": "other", "passwd": "user",
      "confirm": "user", "sok": "ok",
    ])

    let text = try await recording()

    let report = try await run(text)
    #expect(report.exitCode == .passed, "\(text)\n\(ConsoleReport.render(report))")
    #expect(report.checks.count == 7)
  }

  @Test func `a client that says nothing makes no scenario`() async throws {
    await #expect(throws: SuiteError.nothingToRun("the client made no call")) {
      try await recording()
    }
  }

  @Test func `a panel that does not answer is the client's status 502`() async throws {
    await server.stop()

    #expect(try await call(["func": "domain"]).contains("does not answer"))
    #expect(try await recording().contains("outcome: http 502"))
  }
}

extension URLSessionConfiguration {
  fileprivate static var cookieless: URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    return configuration
  }
}
