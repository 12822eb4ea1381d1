import FakeDNSmanager
import Foundation
import FoundationNetworking
import Provisioner
import TestSupport
import Testing
import XMLReading

/// Several processes of the program on one database file, and one simulated panel over HTTP.
struct ProcessesTests {
  private let shop: ProcessShop

  init() async throws {
    shop = try await ProcessShop()
  }

  @Test func `eight processes that open one order make one user and one mail`() async throws {
    try shop.order([117])

    let ends = try await shop.runAtOnce((0..<8).map { _ in ["open", "117"] })

    #expect(ends.allSatisfy { $0.status == 0 }, "\(ends.map(\.errors))")
    try await shop.expectOpened([117])
    await shop.close()
  }

  @Test func `eight processes open sixty-four orders at once`() async throws {
    let services = Array(Int64(1)...64)
    try shop.order(services)

    let ends = try await shop.runAtOnce(
      (0..<8).map { index in
        ["open"] + services[(index * 8)..<(index * 8 + 8)].map { "\($0)" }
      })

    #expect(ends.allSatisfy { $0.status == 0 && $0.errors.isEmpty }, "\(ends.map(\.errors))")
    try await shop.expectOpened(services)
    await shop.close()
  }

  @Test(arguments: 1...4)
  func `a process that is killed is continued by the next`(requests: Int) async throws {
    try shop.order([117])
    let process = try await shop.start(["open", "117"])
    // As soon as the panel has answered so often; wherever the process is then.
    try await until("\(requests) requests") {
      shop.requestCount >= requests || !process.isRunning
    }
    process.signal(SIGKILL)
    _ = try await process.end()

    let end = try await shop.start(["open", "117"]).end()

    #expect(end.status == 0, "\(end.errors)")
    try await shop.expectOpened([117])
    await shop.close()
  }

  @Test func `the module's way to the panel signs the customer in, once`() async throws {
    try shop.order([117])
    _ = try await shop.start(["open", "117"]).end()

    let end = try await Program.start(
      ["module", "--command", "transition_controlpanel", "--item", "117"],
      environment: [
        "NSLAB_DATABASE": shop.folder.appending(path: "billing").path,
        "NSLAB_KEY_FILE": shop.folder.appending(path: "key").path,
      ]
    ).end()

    #expect(end.status == 0, "\(end.output)\(end.errors)")
    let address = try #require(try XMLReply(end.output.utf8).string(at: "string(/doc/url)"))
    let url = try #require(URL(string: address + "&out=xml"))
    let first = try XMLReply(try await URLSession.shared.data(from: url).0)
    #expect(try first.strings(at: "count(/doc/auth/@id)") == ["1"])
    let second = try XMLReply(try await URLSession.shared.data(from: url).0)
    #expect(try second.string(at: "string(/doc/error/@type)") == "auth")
    await shop.close()
  }

  @Test func `no password is on standard output, on standard error or in the file`() async throws {
    try shop.order([117])

    let end = try await shop.start(["open", "117", "--format", "json"]).end()

    let secret = try #require(try shop.billing.reveal(.password, of: 117)).text
    #expect(end.status == 0 && end.output.contains("done"))
    for text in [end.output, end.errors, shop.databaseText] {
      #expect(!text.contains(secret) && !text.contains(ProcessShop.password))
    }
    await shop.close()
  }
}
