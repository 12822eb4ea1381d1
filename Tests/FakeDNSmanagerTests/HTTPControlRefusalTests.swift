import Foundation
import Testing

@testable import FakeDNSmanager

/// What the control port refuses, and whom.
@Suite(.timeLimit(.minutes(10)))
struct HTTPControlRefusalTests {
  /// Method, path, body; the status, and a word that the message must hold.
  static let wrong: [(String, String, String, Int, String)] = [
    ("GET", "/worlds/none", "", 404, "none"),
    ("GET", "/worlds/default/parent", "", 404, "parent"),
    ("POST", "/worlds/default/delegations", #"{"name":"a.net"}"#, 400, "servers"),
    (
      "POST", "/worlds/default/delegations", #"{"name":"a.net","servers":["b.net"]}"#, 422, "parent"
    ),
    ("DELETE", "/worlds/default", "", 409, "default"),
    ("POST", "/worlds?name=default", HTTPControlServerTests.yaml, 409, "default"),
    ("POST", "/worlds?name=a%2Fb", HTTPControlServerTests.yaml, 400, "a/b"),
    ("POST", "/worlds", "world: [", 422, "body:"),
    ("POST", "/worlds", "world: a\nresselers: []", 422, "resellers"),
    ("POST", "/worlds/default/fork", "{}", 400, "name"),
    ("POST", "/worlds/default/fork", "no json", 400, "body"),
    ("PATCH", "/worlds/default/clock", #"{"now":"x"}"#, 400, "now"),
    ("PATCH", "/worlds/default/clock", #"{"stop":1}"#, 400, "stop"),
    ("PATCH", "/worlds/default/clock", #"{"step":9223372036854775807}"#, 400, "step"),
    ("GET", "/worlds/default/journal?limit=0", "", 400, "limit"),
    ("GET", "/worlds/default/journal?limits=1", "", 400, "limits"),
    ("GET", "/worlds/default/journal?limit=%2B5", "", 400, "limit"),
    ("GET", "/worlds/default/journal?limit=1&limit=1", "", 400, "limit"),
    ("POST", "/worlds/default/reset?parts=journal&parts=accounts", "", 400, "parts"),
    ("GET", "/worlds/default/domains?name=-.example", "", 422, "name"),
    ("GET", "/worlds/default/domains?name=", "", 422, "name"),
    ("GET", "/worlds/%ff/clock", "", 400, "world"),
    ("GET", "/worlds/%6/clock", "", 400, "world"),
    ("PATCH", "/worlds/default/clock", #"{"step":-1767225601}"#, 422, "step"),
    ("GET", "/worlds/default/journal?refused=maybe", "", 400, "refused"),
    ("PATCH", "/worlds/default/settings", "{ mode: sloppy }", 422, "mode"),
    ("PATCH", "/worlds/default/settings", "{ mode: strict, moode: x }", 422, "moode"),
  ]

  @Test(arguments: wrong.indices)
  func `a wrong call is refused with its reason and changes nothing`(index: Int) async throws {
    let (method, path, body, status, word) = Self.wrong[index]
    try await serving { control, _ in
      let answer = try await control.call(method, path, body)

      #expect(answer.code == status)
      let errors = try answer.decoded(ErrorStatus.self).errors
      #expect(errors.contains { $0.contains(word) }, "\(errors)")
      #expect(try await control.names == ["default"])
      let clock = try await control.call("GET", "/worlds/default/clock").decoded(ClockProbe.self)
      #expect(clock.now == WorldTime.standard.seconds)
    }
  }

  @Test func `with a token only those who know it may call`() async throws {
    try await serving(token: "a token") { control, _ in
      func code(_ path: String, _ fields: String = "") async throws -> Int {
        try await control.call("GET", path, fields: fields).code
      }
      let unknown = try await code("/worlds")
      let wrong = try await code("/worlds", "Authorization: Bearer a toke\r\n")
      let right = try await code("/worlds", "Authorization: Bearer a token\r\n")
      let health = try await code("/health")

      #expect(unknown == 401)
      #expect(wrong == 401)
      #expect(right == 200)
      #expect(health == 200)
    }
  }

  @Test func `a page in a browser may not call`() async throws {
    try await serving { control, _ in
      let answer = try await control.call("GET", "/worlds", fields: "Origin: http://a.example\r\n")

      #expect(answer.code == 403)
    }
  }

  @Test func `an exposed port needs a token`() async throws {
    let directory = try WorldDirectory(.forTests())
    let address = ListenAddress(host: "0.0.0.0", allowsRemote: true)

    await #expect(throws: ListenError(host: "0.0.0.0", port: 0, reason: .needsToken)) {
      try await ControlServer.start(directory, at: address)
    }
  }

  private func serving(
    _ world: World? = nil, token: String? = nil,
    _ body: (ControlProbe, PanelProbe) async throws -> Void
  ) async throws {
    try await ControlledPanel.serving(try world ?? .forTests(), token: token, body)
  }
}
