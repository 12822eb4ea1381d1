import FakeDNSmanager
import Foundation
import FoundationNetworking
import Provisioner
import TestSupport
import Testing

/// Known passwords behind `nslab provision serve`, and a look at every answer and every line of its log.
struct ServedCanaryTests {
  private struct Ready: Decodable {
    let url: String
  }

  @Test func `no answer, no line of the log and no dump of the process holds a password`()
    async throws
  {
    let shop = try await ProcessShop()
    let process = try await shop.start(
      [
        "serve", "--listen", "127.0.0.1:0", "--smtp", "127.0.0.1:1", "--smtp-user", "shop",
        "--smtp-password-env", "SMTP_PASSWORD",
      ], environment: ["NSLAB_LOG_LEVEL": "trace", "SMTP_PASSWORD": "smtp-canary-3"])
    let ready: Ready = try await process.readyLine()
    var said = ""
    func call(_ method: String, _ path: String, _ body: String? = nil) async throws {
      var request = URLRequest(url: try #require(URL(string: ready.url + path)))
      request.httpMethod = method
      request.httpBody = body.map { Data($0.utf8) }
      said += String(decoding: try await URLSession.shared.data(for: request).0, as: UTF8.self)
    }

    for id in [117, 118] {
      try await call(
        "POST", "/orders", "{\"id\":\(id),\"plan\":1,\"item\":\"provider\",\"email\":\"a@b\"}")
    }
    for command in ["open", "suspend", "resume", "reopen"] {
      try await call("POST", "/services/117/\(command)")
    }
    let password = try #require(try shop.billing.reveal(.password, of: 117)).text
    shop.world.faults.add(Fault(.htmlPage, on: .init(function: "user.edit")))
    try await call("POST", "/services/118/open")
    for path in [
      "/services", "/services/117", "/services/117/parameters", "/services/117/drift",
      "/operations", "/tasks", "/problems", "/mail", "/plans", "/integrations", "/openapi.json",
    ] {
      try await call("GET", path)
    }
    let started = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/cmdline", encoding: .utf8)
    let limits = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/limits", encoding: .utf8)
    try await process.stop(by: SIGTERM)

    said += process.output + process.errors + started
    // Who says nothing holds no secret either.
    for word in ["Asking a panel.", "dns_password", "retrying", "--smtp-password-env", "pending"] {
      #expect(said.contains(word), "\(word)")
    }
    for (index, canary) in [password, ProcessShop.password, "smtp-canary-3"].enumerated() {
      #expect(!said.contains(canary), "canary \(index)")
    }
    #expect(limits.contains(/Max core file size\s+0\s+0\s/))
    await shop.close()
  }
}
