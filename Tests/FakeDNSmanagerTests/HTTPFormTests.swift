import Foundation
import Testing
import XMLReading

@testable import FakeDNSmanager

/// What clients write into requests, over a socket: encodings, names of other scripts, noise.
@Suite(.timeLimit(.minutes(10)))
struct HTTPFormTests {
  static let texts = [
    "a+b%2B", "a%20b", "%D0%B6", "a%26b%3Dc", "%22%27%3C%3E", "%E2%80%AE", "100%25",
  ]

  @Test(arguments: texts)
  func `a value arrives alike in a query and in a body, and comes back whole`(text: String)
    async throws
  {
    let expected = text.replacing("+", with: " ").removingPercentEncoding
    for inBody in [false, true] {
      let world = try World.furnished()
      let reply = try await Self.send(
        to: world, "func=domain.record.edit&plid=example.com&name=t&rtype=txt&value=\(text)&sok=ok",
        inBody: inBody)
      #expect(try reply.strings(at: "count(/doc/ok)") == ["1"])

      let list = try XMLReply(
        world.call("domain.record", ["elid": "example.com"], as: "provider").body)
      #expect(try list.string(at: "/doc/elem[name='t.example.com.']/value") == expected)
    }
  }

  static let names = [
    ("b%C3%BCcher.example", "bücher.example"), ("xn--bcher-kva.example", "bücher.example"),
    ("B%C3%9CCHER.example", "bücher.example"), ("bu%CC%88cher.example", "bücher.example"),
  ]

  @Test(arguments: names)
  func `a name of another script is one domain however it is written`(sent: String, name: String)
    async throws
  {
    let world = try World.furnished()
    let made = try await Self.send(to: world, "func=domain.edit&name=\(sent)&sok=ok")
    #expect(try made.string(at: "/doc/error/@type") == nil)

    #expect(
      try world.error("domain.edit", ["name": name, "sok": "ok"], as: "provider") == "exists/domain"
    )
    let gone = try await Self.send(
      to: world, "func=domain.delete&elid=\(sent)&tconvert=punycode&plid=&sok=ok")
    #expect(try gone.strings(at: "count(/doc/ok)") == ["1"])
    #expect(try world.column("name", of: "domain", as: "provider").count == 2)
  }

  /// What the product's pages add to their calls (reference §1.4).
  static let noise = [
    "clicked_button=ok", "progressid=false", "sform=ajax", "sfrom=ajax", "operafake=1700000000000",
    "zoom-name=", "clickstat=yes", "hfields=ip", "snext=ok", "sback=", "stat=1", "elname=x",
    "newwindow=yes",
  ]

  static let calls = [
    "func=domain", "func=domain.edit&name=new.example&sok=ok",
    "func=domain.record.delete&plid=example.com&elid=gone&sok=ok", "func=user.edit&elid=dns117",
  ]

  @Test(arguments: calls)
  func `noise of the pages changes no answer but for its echo`(call: String) async throws {
    let plain = try await Self.body(of: try .furnished(), call)
    let all = try await Self.body(
      of: try .furnished(), "\(call)&\(Self.noise.joined(separator: "&"))")

    func withoutEcho(_ text: String) -> String {
      text.replacing(/<tparams>.*<\/tparams>/, with: "")
    }
    #expect(withoutEcho(all) == withoutEcho(plain))
    #expect(!plain.contains("<error"))
  }

  private static func send(
    to world: World, _ form: String, inBody: Bool = true
  ) async throws -> XMLReply {
    try XMLReply(Array(try await body(of: world, form, inBody: inBody).utf8))
  }

  private static func body(
    of world: World, _ form: String, inBody: Bool = true
  ) async throws -> String {
    let panel = try await FakeDNSmanager.start(world: world, port: 0)
    let form = "\(form)&out=xml&authinfo=provider:provider-secret"
    let request =
      inBody
      ? "POST /dnsmgr HTTP/1.1\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)"
      : "GET /dnsmgr?\(form) HTTP/1.1\r\n\r\n"
    do {
      let answer = try await RawClient.connected(to: panel.httpPort) { client in
        try await client.send(request)
        return try await client.answer()
      }
      await panel.stop()
      return try #require(answer).body
    } catch {
      await panel.stop()
      throw error
    }
  }
}
