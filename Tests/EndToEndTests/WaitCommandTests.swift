import Foundation
import FoundationNetworking
import LocalAPI
import TestSupport
import Testing

struct WaitCommandTests {
  @Test func `a server that is ready is not waited for`() async throws {
    try await ServedWorld.serving { served in
      let run = try await Program("wait", served.control, "--timeout", "600")

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

  /// Whether it says to be ready, what else it answers; the exit code, and a word of the message.
  private static let others: [(APIReply, APIReply, Int32, String)] = [
    (OtherServer.redirect, OtherServer.page, 3, "status 301"),
    (OtherServer.page, OtherServer.page, 7, "/ready gives no status"),
    (OtherServer.isReady, OtherServer.redirect, 3, "status 301"),
    (OtherServer.isReady, OtherServer.page, 7, "domains?name=a.example&limit=1 gives no list"),
    (OtherServer.isReady, OtherServer.isReady, 7, "gives no list"),
  ]

  @Test func `another server is not taken for one that is as wanted`() async throws {
    for (ready, other, exitCode, word) in Self.others {
      try await OtherServer.serving(ready: ready, other: other) { address in
        let run = try await Program(
          "wait", address, "--no-domain", "a.example", "--timeout", "0.2")

        #expect(run.exitCode == exitCode)
        #expect(run.errors.contains(word), "\(run.errors)")
      }
    }
  }

  @Test func `a domain is found however its name is written`() async throws {
    try await ServedWorld.serving { served in
      for name in ["a.example", "пример.example"] {
        #expect(try await served.call(["func": "domain.edit", "name": name, "sok": "ok"]) == nil)
      }
      for name in ["A.Example", "a.example.", "пример.example", "xn--e1afmkfd.example"] {
        func wait(_ option: String) async throws -> Int32 {
          try await Program("wait", served.control, option, name, "--timeout", "0.2").exitCode
        }
        #expect(try await wait("--domain") == 0, "\(name)")
        #expect(try await wait("--no-domain") == 1, "\(name)")
      }
      let none = try await Program("wait", served.control, "--no-domain", "a..example")
      #expect(none.exitCode == 3)
      #expect(none.errors.contains("must be a domain name"), "\(none.errors)")
    }
  }

  @Test(arguments: [
    ("/worlds/default/faults/random", #"{"rate":0.5}"#),
    ("/worlds/default/dns-faults", #"{"effect":"drop"}"#),
  ])
  func `faults of every kind are waited for`(path: String, body: String) async throws {
    try await ServedWorld.serving { served in
      var request = URLRequest(url: try #require(URL(string: served.control + path)))
      request.httpMethod = "POST"
      request.httpBody = Data(body.utf8)
      _ = try await URLSession.shared.data(for: request)

      let late = try await Program("wait", served.control, "--no-faults", "--timeout", "0.2")
      #expect(late.exitCode == 1)
      #expect(late.errors.contains("faults are armed"), "\(late.errors)")

      request.httpMethod = "DELETE"
      request.httpBody = nil
      _ = try await URLSession.shared.data(for: request)
      #expect(try await Program("wait", served.control, "--no-faults").exitCode == 0)
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
