import Foundation
import FoundationNetworking
import TestSupport
import Testing

struct WaitCommandTests {
  @Test func `a server that is ready is not waited for`() async throws {
    try await ServedWorld.serving { served in
      let run = try await Program("wait", served.control, "--timeout", "60")

      #expect(run.exitCode == 0, "\(run.errors)")
    }
  }

  static let conditions: [([String], String)] = [
    (["--domain", "a.example"], "there is no domain a.example"),
    (["--user", "dns117"], "there is no account dns117"),
    (["--no-user", "provider"], "there is still the account provider"),
    (["--journal", "func=domain.edit&refused=false"], "matches func=domain.edit"),
    (["--no-domain", "b.example", "--domain", "c.example"], "there is no domain c.example"),
  ]

  @Test(arguments: conditions)
  func `what does not come in time is named`(arguments: [String], missing: String) async throws {
    try await ServedWorld.serving { served in
      let run = try await Program.start(["wait", served.control, "--timeout", "0.2"] + arguments)
        .end()

      #expect(run.status == 1)
      #expect(run.errors.contains(missing), "\(run.errors)")
    }
  }

  @Test func `what comes meanwhile ends the wait`() async throws {
    try await ServedWorld.serving { served in
      let waiting = try await Program.start([
        "wait", served.control, "--domain", "a.example", "--journal", "func=domain.edit",
        "--no-domain", "b.example", "--timeout", "600",
      ])
      #expect(waiting.isRunning)
      _ = try await served.call(["func": "domain.edit", "name": "a.example", "sok": "ok"])

      let end = try await waiting.end()
      #expect(end.status == 0, "\(end.errors)")
    }
  }

  @Test func `armed faults are waited for, and a taken one ends the wait`() async throws {
    try await ServedWorld.serving { served in
      func control(_ method: String, _ path: String, _ body: String = "") async throws {
        var request = URLRequest(url: try #require(URL(string: served.control + path)))
        request.httpMethod = method
        if !body.isEmpty { request.httpBody = Data(body.utf8) }
        _ = try await URLSession.shared.data(for: request)
      }
      try await control("POST", "/worlds/default/faults", #"{"effect":"empty","func":"nothing"}"#)
      let late = try await Program("wait", served.control, "--no-faults", "--timeout", "0.2")
      #expect(late.exitCode == 1)
      #expect(late.errors.contains("faults are armed"))

      let waiting = try await Program.start(["wait", served.control, "--no-faults"])
      try await control("DELETE", "/worlds/default/faults")
      #expect(try await waiting.end().status == 0)
    }
  }

  @Test func `a server that never answers ends with 4, a query nobody knows with 3`() async throws {
    let gone = try await Program("wait", "http://127.0.0.1:1", "--timeout", "0.2")
    #expect(gone.exitCode == 4)
    #expect(gone.errors.contains("http://127.0.0.1:1 does not answer"))
    #expect(try await Program("wait", "127.0.0.1:1").exitCode == 64)
    #expect(try await Program("wait", "http://127.0.0.1:1", "--timeout", "0").exitCode == 64)

    try await ServedWorld.serving { served in
      let wrong = try await Program("wait", served.control, "--journal", "color=red")
      #expect(wrong.exitCode == 3)
      #expect(wrong.errors.contains("color is no parameter"))
      #expect(
        try await Program("wait", "\(served.control)/worlds/none", "--domain", "a.b").exitCode == 3)
    }
  }

  @Test func `a token is needed where the server has one, and is never told`() async throws {
    let scratch = try Scratch()
    let token = try scratch.write("a-secret-token\n", to: "token")
    let wrong = try scratch.write("another-token\n", to: "wrong")
    let empty = try scratch.write("\n", to: "empty")
    try await ServedWorld.serving(["--control-token-file", token]) { served in
      let domain = ["--no-domain", "a.example"]
      func wait(_ arguments: [String]) async throws -> Child.End {
        try await Program.start(["wait", served.control] + domain + arguments).end()
      }
      #expect(try await wait(["--token-file", token]).status == 0)
      #expect(try await wait([]).status == 3)
      let refused = try await wait(["--token-file", wrong])
      #expect(refused.status == 3)
      #expect(!refused.errors.contains("token\n") && !refused.errors.contains("secret"))
      #expect(
        try await wait(["--token-file", empty]).errors.contains("\(empty): must hold one line"))
    }
  }
}
