import Foundation
import FoundationNetworking
import Provisioner
import TestSupport
import Testing
import XMLReading

struct ServeCommandTests {
  private struct Ready: Decodable {
    let http: String?
    let https: String?
    let pid: Int32
    let world: String
    let seed: UInt64
    let faults: Faults?

    struct Faults: Decodable {
      let seed: Int
      let rate: Double
    }
  }

  /// Serves the world `provider` while `body` runs; the program must end by itself when asked to.
  private func serving(
    _ arguments: [String] = [], world: String = "fixtures/worlds/provider.yaml",
    _ body: (Ready) async throws -> Void
  ) async throws {
    let process = try await Program.start(["serve", "--world", world] + arguments)
    try await body(try await process.readyLine())
    process.signal(SIGTERM)
    let end = try await process.end()
    #expect(end.status == 0, "\(end.errors)")
  }

  @Test func `a strict world with faults by chance says what replays them`() async throws {
    let arguments = ["--http", "127.0.0.1:0", "--mode", "strict", "--vary", "--seed", "3"]
    try await serving(arguments + ["--fault-rate", "0", "--fault-seed", "7"]) { ready in
      #expect(ready.faults?.seed == 7)
      let url = try #require(
        ready.http.flatMap {
          URL(string: $0 + "?func=whoami&out=xml&authinfo=provider:provider-secret&unheard=1")
        })
      let (data, _) = try await URLSession.shared.data(from: url)
      #expect(try XMLReply(data).string(at: "/doc/error/@object") == "unheard")
    }
  }

  @Test func `the seed is the one that is given, or the file's`() async throws {
    try await serving { #expect($0.seed == 1) }
    try await serving(["--seed", "5"]) { #expect($0.seed == 5) }
  }

  @Test func `the seed in the ready line replays a world that has none`() async throws {
    let file = Program.package.appending(path: "fixtures/worlds/provider.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains("\nseed: 1\n"))
    let world = try Scratch()
    let path = try world.write(text.replacing("\nseed: 1\n", with: "\n"), to: "world.yaml")
    // The cookie of one call would be sent with the next, and on from one server to the other.
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieAcceptPolicy = .never
    let client = URLSession(configuration: configuration)
    func answers(_ arguments: [String]) async throws -> (seed: UInt64, bodies: [String]) {
      var result: (seed: UInt64, bodies: [String]) = (0, [])
      let arguments = ["--http", "127.0.0.1:0", "--frozen", "--vary"] + arguments
      try await serving(arguments, world: path) { ready in
        result.seed = ready.seed
        let http = try #require(ready.http)
        let port = try #require(URL(string: http)?.port)
        for query in [
          "func=auth&username=provider&password=provider-secret",
          "func=domain&authinfo=provider:provider-secret", "func=domain",
        ] {
          let url = try #require(URL(string: "\(http)?out=xml&\(query)"))
          let (data, _) = try await client.data(from: url)
          result.bodies.append(
            String(decoding: data, as: UTF8.self).replacing(":\(port)", with: ":PORT"))
        }
      }
      return result
    }

    let first = try await answers([])
    let again = try await answers(["--seed", "\(first.seed)"])
    let other = try await answers([])

    #expect(again == first)
    #expect(other.seed != first.seed)
  }

  @Test func `an order goes through the served panel to a zone with both name servers`()
    async throws
  {
    try await serving(["--http", "127.0.0.1:0"]) { ready in
      #expect(ready.world == "provider")
      let url = try #require(ready.http.flatMap { URLComponents(string: $0) })
      func call(_ pairs: KeyValuePairs<String, String>) async throws -> XMLReply {
        var url = url
        url.queryItems =
          [URLQueryItem(name: "out", value: "xml")]
          + pairs.map { URLQueryItem(name: $0.key, value: $0.value) }
        let (data, _) = try await URLSession.shared.data(from: try #require(url.url))
        return try XMLReply(data)
      }

      let created = try await call([
        "func": "user.edit", "authinfo": "provider:provider-secret", "name": "dns117",
        "passwd": "Abc123", "confirm": "Abc123", "sok": "ok",
      ])
      #expect(try created.strings(at: "count(/doc/ok)") == ["1"])
      let session = try await call([
        "func": "auth", "username": "dns117", "password": "Abc123",
      ])
      let id = try #require(try session.string(at: "/doc/auth/@id"))
      _ = try await call([
        "func": "domain.edit", "auth": id, "name": "example.net", "dtype": "master", "sok": "ok",
      ])
      let records = try await call(["func": "domain.record", "auth": id, "elid": "example.net"])
      #expect(
        try records.strings(at: "/doc/elem[rtype='NS']/value")
          == ["ns1.company.com.", "ns2.company.com."])
      let refused = try await call([
        "func": "reseller.edit", "auth": id, "name": "x", "passwd": "x", "namespace": "x.example",
        "sok": "ok",
      ])
      #expect(try refused.string(at: "/doc/error/@type") == "access")
    }
  }

  @Test func `the ready line goes to the file too, and the certificate to its own`() async throws {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "ready").path(percentEncoded: false)
    let authority = scratch.folder.appending(path: "ca.pem").path(percentEncoded: false)

    try await serving([
      "--https", "127.0.0.1:0", "--ready-file", file, "--ca-file", authority,
    ]) { ready in
      let written = try Data(contentsOf: URL(filePath: file))
      #expect(try JSONDecoder().decode(Ready.self, from: written).https == ready.https)
      #expect(ready.http == nil)
      let pem = try String(contentsOf: URL(filePath: authority), encoding: .utf8)
      #expect(pem.hasPrefix("-----BEGIN CERTIFICATE-----"))
    }
  }

  @Test func `a given certificate is shown, and HTTP leads to it`() async throws {
    let pair = ["--certificate", "fixtures/certificates/panel.test.pem", "--key"]
    let arguments =
      ["--http", "127.0.0.1:0", "--https", "127.0.0.1:0", "--redirect-http"] + pair
      + ["fixtures/certificates/panel.test.key"]
    try await serving(arguments) { ready in
      let http = try PanelURL(try #require(ready.http))
      let https = try PanelURL(try #require(ready.https))
      let pem = Program.package.appending(path: "fixtures/certificates/panel.test.pem")
      let authorities = try TrustedAuthorities(pem: String(contentsOf: pem, encoding: .utf8))
      let form = [(name: "func", value: "logon"), (name: "out", value: "xml")]

      let trusting = PanelTransport.http(trusting: authorities)
      #expect(try await trusting.send(PanelRequest(url: https, form: form)).status == 200)
      #expect(try await trusting.send(PanelRequest(url: http, form: form)).status == 301)
      await #expect(throws: TransportError.self) {
        try await PanelTransport.http().send(PanelRequest(url: https, form: form))
      }
    }
  }

  static let wrongPairs: [([String], Int32, String)] = [
    (["--certificate", "c"], 64, "go together"),
    (["--certificate", "c", "--key", "k"], 64, "--certificate needs --https"),
    (["--https", "127.0.0.1:0", "--certificate", "c", "--key", "k"], 3, "c: cannot be read"),
    (
      [
        "--https", "127.0.0.1:0", "--certificate", "fixtures/certificates/panel.test.key", "--key",
        "fixtures/certificates/panel.test.pem",
      ], 3, "the certificate cannot be read"
    ),
    (["--http", "127.0.0.1:0", "--redirect-http"], 64, "--redirect-http needs"),
    (["--control-token-file", "t"], 64, "--control-token-file needs --control"),
    (["--control", "0.0.0.0:0", "--allow-remote"], 4, "token"),
  ]

  @Test(arguments: wrongPairs)
  func `options that do not go together are refused`(
    arguments: [String], code: Int32, word: String
  ) async throws {
    let run = try await Program.start(
      ["serve", "--world", "fixtures/worlds/provider.yaml"] + arguments
    )
    .end()

    #expect(run.status == code)
    #expect(run.errors.contains(word), "\(run.errors)")
  }

  @Test func `an address that other machines can reach must be asked for`() async throws {
    let run = try await Program(
      "serve", "--world", "fixtures/worlds/provider.yaml", "--http", "0.0.0.0:0")

    #expect(run.exitCode == 4)
    #expect(run.errors.contains("other machines could reach it"))
  }

  @Test func `a world file that is wrong ends with 3`() async throws {
    let scratch = try Scratch()
    let path = try scratch.write("world: w\nresellers: [ { name: r } ]\n", to: "w.yaml")

    let run = try await Program("serve", "--world", path)

    #expect(run.exitCode == 3)
    #expect(run.errors.contains("\(path):2:14: a reseller needs 'password'"))
  }
}
