import Foundation
import Testing
import XMLReading

@testable import FakeDNSmanager

/// Ports of single worlds, and how the control port treats methods.
@Suite(.timeLimit(.minutes(10)))
struct HTTPControlPortsTests {
  private typealias Tests = HTTPPanelServerTests

  @Test func `a world answers alone on ports of its own`() async throws {
    try await ControlledPanel.serving(try .forTests()) { control, panel in
      _ = try await control.call("POST", "/worlds", HTTPControlServerTests.yaml)
      let opened = try await control.call(
        "POST", "/worlds/spare/ports", #"{"http":0,"https":0}"#)
      #expect(opened.code == 201)
      let ports = try opened.decoded(PortsStatus.self)
      #expect(try await control.call("GET", "/worlds/spare/ports").body == opened.body)
      let authority = try await control.call("GET", "/ca.pem").body

      let answer = try await PanelProbe(port: ports.http?.port).get("/dnsmgr?\(Tests.whoami)")
      #expect(answer.body.contains("namespace=\"spare.example\""))
      let secure = try await RawClient.connected(
        to: ports.https?.port, .tls(authority: authority)
      ) { client in
        try await client.send("GET /dnsmgr?\(Tests.whoami) HTTP/1.1\r\n\r\n")
        return try await client.answer()
      }
      #expect(secure?.body.contains("namespace=\"spare.example\"") == true)
      #expect(try await panel.get("/dnsmgr?\(Tests.whoami)").body.contains("company.com"))

      // What is put in the world's place answers there too.
      _ = try await control.call("POST", "/worlds/spare/reset")
      #expect(try await PanelProbe(port: ports.http?.port).get("/dnsmgr").code == 200)
      #expect(try await control.call("DELETE", "/worlds/spare/ports").code == 204)
      await #expect(throws: (any Error).self) {
        try await PanelProbe(port: ports.http?.port).get("/dnsmgr")
      }
      #expect(try await control.call("DELETE", "/worlds/spare/ports").code == 404)
    }
  }

  @Test func `a world that is deleted closes its ports`() async throws {
    try await ControlledPanel.serving(try .forTests()) { control, _ in
      _ = try await control.call("POST", "/worlds", HTTPControlServerTests.yaml)
      let ports = try await control.call("POST", "/worlds/spare/ports", #"{"http":0}"#)
        .decoded(PortsStatus.self)
      #expect(try await PanelProbe(port: ports.http?.port).get("/dnsmgr").code == 200)

      _ = try await control.call("DELETE", "/worlds/spare")

      await #expect(throws: (any Error).self) {
        try await PanelProbe(port: ports.http?.port).get("/dnsmgr")
      }
    }
  }

  @Test func `no port is opened for a world that is gone`() async throws {
    let directory = try WorldDirectory(.forTests())
    let doors = WorldDoors(directory, certificate: nil)

    await #expect(throws: WorldDirectoryError.unknown("gone")) {
      try await doors.open("gone", http: 0, https: nil)
    }
    try directory.add(try .forTests(), named: "gone")
    _ = try await doors.open("gone", http: 0, https: nil)
    #expect(await doors.close("gone"))
  }

  @Test(arguments: 1...40)
  func `a world that goes while its ports open leaves none`(round: Int) async throws {
    let directory = try WorldDirectory(.forTests())
    let doors = WorldDoors(directory, certificate: nil)
    try directory.add(try .forTests(), named: "brief")

    let opening = Task { try await doors.open("brief", http: 0, https: nil) }
    for _ in 0..<round { await Task.yield() }
    try directory.remove("brief")
    _ = await doors.close("brief")

    // What was opened before is closed, what was being opened is not there.
    let port = try? await opening.value.httpPort
    #expect(doors["brief"] == nil)
    if let port {
      await #expect(throws: (any Error).self) { try await PanelProbe(port: port).get("/dnsmgr") }
    }
  }

  @Test func `ports that cannot be had are refused with the reason`() async throws {
    try await ControlledPanel.serving(try .forTests()) { control, panel in
      func status(_ body: String) async throws -> Int {
        try await control.call("POST", "/worlds/default/ports", body).code
      }
      #expect(try await status("{}") == 400)
      #expect(try await status(#"{"http":65536}"#) == 400)
      let taken = try #require(panel.port)
      #expect(try await status(#"{"http":\#(taken)}"#) == 409)
      #expect(try await status(#"{"http":0}"#) == 201)
      #expect(try await status(#"{"http":0}"#) == 409)
      #expect(try await control.call("POST", "/worlds/none/ports", #"{"http":0}"#).code == 404)
    }
  }

  @Test func `without HTTPS a world's own port has none either`() async throws {
    let directory = try WorldDirectory(.forTests())
    let control = try await ControlServer.start(directory)
    let answer = try await ControlProbe(port: control.port)
      .call("POST", "/worlds/default/ports", #"{"https":0}"#)
    await control.stop()

    #expect(answer.code == 409)
    #expect(answer.body.contains("no certificate"))
  }

  static let methods = [
    ("PUT", "/health", "GET, HEAD"), ("GET", "/worlds/default/reset", "POST"),
    ("OPTIONS", "/worlds", "GET, POST, HEAD"), ("TRACE", "/worlds/default", "GET, DELETE, HEAD"),
    ("QUERY", "/health", "GET, HEAD"),
  ]

  @Test(arguments: methods)
  func `another method is refused with the right ones`(
    method: String, path: String, allowed: String
  ) async throws {
    try await ControlledPanel.serving(try .forTests()) { control, _ in
      let answer = try await control.call(method, path)

      #expect(answer.code == 405)
      #expect(answer.field("allow") == allowed)
    }
  }

  @Test func `a path that nobody knows is refused with where to look`() async throws {
    try await ControlledPanel.serving(try .forTests()) { control, _ in
      for path in ["/", "/world", "/worlds/default/nothing", "/worlds/default/faults/1/2"] {
        let answer = try await control.call("GET", path)
        #expect(answer.code == 404)
        #expect(answer.body.contains("/openapi.json"))
      }
    }
  }

  @Test func `a token counts only as a bearer's`() async throws {
    try await ControlledPanel.serving(try .forTests(), token: "a token") { control, _ in
      for scheme in ["Bearer", "bearer"] {
        let fields = "Authorization: \(scheme) a token\r\n"
        #expect(try await control.call("GET", "/worlds", fields: fields).code == 200)
      }
      for wrong in ["Tokens a token", "a token", "Bearer", "Bearer  ", "Basic a token"] {
        let answer = try await control.call(
          "GET", "/worlds", fields: "Authorization: \(wrong)\r\n")
        #expect(answer.code == 401, "\(wrong)")
        #expect(answer.field("www-authenticate") == "Bearer")
      }
    }
  }
}

extension String {
  /// The port of a URL.
  fileprivate var port: Int? { URLComponents(string: self)?.port }
}
