import Foundation
import Provisioner
import TestSupport
import Testing

@testable import Conformance

/// Hooks that do not answer as they should, each a server that says what it was told to.
struct PartnerHookTests {
  /// Takes one request and answers with the bytes of its argument; `#reset` breaks the connection
  /// off, and what ends with `#wait` is never finished.
  private static let server = """
    import socket, struct, sys
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        peer, _ = listener.accept()
        text = b""
        while b"\\r\\n\\r\\n" not in text: text += peer.recv(65536)
        head, _, body = text.lower().partition(b"\\r\\n\\r\\n")
        length = int(head.partition(b"content-length:")[2].split()[0])
        while len(body) < length: body += peer.recv(65536)
        print("taken", flush=True)
        answer = sys.argv[1]
        if answer == "#reset":
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            peer.sendall(answer.removesuffix("#wait").replace("|", "\\r\\n").encode())
        if not answer.endswith("#wait"): peer.close()
    """

  /// What somebody who asks such a server makes of its answer.
  private static func answered(
    _ answer: String,
    to ask: (String) async throws -> [UInt8] = { url in
      try await PartnerHook(url: url).post(Data("{}".utf8), within: .seconds(600))
    }
  ) async throws -> Result<[UInt8], any Error> {
    let hook = try await Child("/usr/bin/python3", ["-c", server, answer])
    try await hook.wrote("\n")
    let port = hook.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let result: Result<[UInt8], any Error>
    do {
      result = .success(try await ask("http://127.0.0.1:\(port)/dnsmgr"))
    } catch {
      result = .failure(error)
    }
    try await hook.stop()
    return result
  }

  static let broken: [(answer: String, reason: String)] = [
    ("HELLO THIS IS NO HTTP||", "no whole HTTP"),
    ("HTTP/1.1 200 OK|Content-Length: 100||{", "no whole HTTP"),
    ("", "closed the connection"),
    ("#reset", "connection"),
    ("HTTP/1.1 500 Oops|Content-Length: 0||", "status 500"),
  ]

  @Test(arguments: broken)
  func `a hook that gives no whole answer is broken, and not missing`(
    sample: (answer: String, reason: String)
  ) async throws {
    let error = try #require(try await Self.answered(sample.answer).failure)

    let unreadable = try #require(error as? PartnerAnswer.Unreadable, "\(error)")
    #expect(unreadable.reason.contains(sample.reason))
  }

  @Test(arguments: ["302 Found", "307 Temporary Redirect"])
  func `an order goes nowhere but to the address that was typed`(status: String) async throws {
    let other = try await Child(
      "/usr/bin/python3", ["-c", Self.server, "HTTP/1.1 200 OK|Content-Length: 2||{}"])
    try await other.wrote("\n")
    let port = other.output.trimmingCharacters(in: .whitespacesAndNewlines)

    let answer = try await Self.answered(
      "HTTP/1.1 \(status)|Location: http://127.0.0.1:\(port)/|Content-Length: 0||")

    #expect((answer.failure as? PartnerAnswer.Unreadable)?.reason.contains("status 30") == true)
    #expect(!other.output.contains("taken"))
    try await other.stop()
  }

  @Test(arguments: ["#wait", "HTTP/1.1 200 OK|Content-Length: 100||{#wait"])
  func `the time of an order, and of a call, is that of the whole answer`(
    answer: String
  ) async throws {
    let order = try await Self.answered(answer) { url in
      try await PartnerHook(url: url).post(Data("{}".utf8), within: .milliseconds(300))
    }
    let call = try await Self.answered(answer) { url in
      let request = PanelRequest(url: try PanelURL(url), form: [("func", "whoami")])
      return try await PanelTransport.http(timeout: .milliseconds(300)).send(request).body
    }

    #expect((order.failure as? PartnerAnswer.Unreadable)?.reason.contains("within") == true)
    #expect(call.failure as? TransportError == .timeout)
  }

  @Test(arguments: ["http://127.0.0.1:1/orders", "http://no-such-host.invalid/orders"])
  func `a hook that nobody is behind is unreachable`(url: String) async throws {
    let error = await #expect(throws: TargetError.self) {
      try await PartnerHook(url: url).post(Data("{}".utf8), within: .seconds(600))
    }

    guard case .unreachable = error else {
      Issue.record("\(String(describing: error)) should say that nobody is there")
      return
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
