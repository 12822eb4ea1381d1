import Foundation
import Testing

@testable import FakeDNSmanager

/// The exact bytes of answers, function by function and format by format.
///
/// Worlds, clock and seed are the same each time, so any difference is a change of the wire. After a
/// change that is wanted, `NSLAB_WRITE_GOLDENS=1` writes them anew and version control shows what it
/// did to them.
struct GoldenReplyTests {
  private static let folder = Repository.root.appending(path: "fixtures/replies")

  @Test(arguments: GoldenCall.all)
  func `an answer is byte for byte what it was`(call: GoldenCall) throws {
    let world = try World.furnished()
    for out in call.formats {
      let answer = try call.answer(of: world.fork(), out: out)
      let file = Self.folder.appending(path: "\(call.function)/\(call.name).\(call.suffix(out))")
      if Repository.writesGoldens { try write(answer.body, to: file) }
      let golden = try? Array(Data(contentsOf: file))
      let difference = Self.difference(golden, answer.body)
      #expect(
        difference == nil,
        "\(file.lastPathComponent) of \(call.function): \(difference ?? "")")
    }
  }

  @Test(.disabled(if: Repository.writesGoldens, "the files are being written"))
  func `every file is compared`() throws {
    let all = FileManager.default.enumerator(atPath: Self.folder.path(percentEncoded: false))
    let there = Set((all?.compactMap { $0 as? String } ?? []).filter { $0.contains("/") })
    let compared = GoldenCall.all.flatMap { call in
      call.formats.map { "\(call.function)/\(call.name).\(call.suffix($0))" }
    }

    #expect(there == Set(compared))
    #expect(Set(compared).count == compared.count)
  }

  @Test func `every function has an answer that is no refusal`() {
    let shown = Set(GoldenCall.all.filter { $0.name != "refused" }.map(\.function))

    #expect(shown == Set(FunctionCatalog.contracts.map(\.name)))
  }

  @Test(arguments: GoldenCall.all)
  func `a golden answer is a refusal only where it says so`(call: GoldenCall) throws {
    let world = try World.furnished()
    _ = try call.answer(of: world, out: "xml")
    let refusal = try #require(world.journal.entries.last).refusal

    #expect((refusal != nil) == (call.name == "refused"), "\(refusal.map { "\($0)" } ?? "ok")")
  }

  private func write(_ bytes: [UInt8], to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// The first place where the two differ, with what stands there.
  static func difference(_ golden: [UInt8]?, _ answer: [UInt8]) -> String? {
    guard let golden else { return "there is no file" }
    guard golden != answer else { return nil }
    let same = zip(golden, answer).prefix { $0 == $1 }.count
    let start = max(0, same - 40)
    func around(_ bytes: [UInt8]) -> String {
      String(decoding: bytes.dropFirst(start).prefix(120), as: UTF8.self).debugDescription
    }
    return "differs at byte \(same)\n  file:   \(around(golden))\n  answer: \(around(answer))"
  }
}

/// One call whose answers are kept.
struct GoldenCall: Sendable, CustomTestStringConvertible {
  let function: String
  let name: String
  let parameters: [(String, String)]
  let formats: [String]
  let caller: String

  var testDescription: String { "\(function) \(name)" }

  /// Functions that switch a session are called in one.
  func answer(of world: World, out: String) throws -> PanelAnswer {
    let own = [("func", function)] + (out.isEmpty ? [] : [("out", out)])
    let credentials =
      function.hasSuffix("su")
      ? ("auth", try world.signIn(caller)) : ("authinfo", "\(caller):\(caller)-secret")
    let all = own + (function == "auth" ? [] : [credentials]) + parameters
    return world.answer(
      PanelRequest(
        method: "POST", body: Array(all.formEncoded.utf8), headers: ["host": "127.0.0.1:1500"]))
  }

  func suffix(_ out: String) -> String { out.isEmpty ? "browser" : out }

  private static let every = OutputFormat.allCases.map(\.rawValue)

  static let all: [GoldenCall] = ok + shown + refused

  /// Each function with the examples of its contract, in every format; an edit makes a new thing.
  private static let ok = FunctionCatalog.contracts.map { contract in
    let isEdit = contract.name.hasSuffix(".edit")
    let fields = contract.fields.filter { field in
      field.isRequired || (isEdit && field.name != "elid" && field.name != "sok")
    }
    let parameters =
      special[contract.name]
      ?? fields.map { ($0.name, $0.example) } + (contract.effect == .changes ? [("sok", "ok")] : [])
    return GoldenCall(
      function: contract.name, name: "ok", parameters: parameters, formats: every,
      caller: World.caller(of: contract))
  }

  /// Where the examples of a contract do not go together.
  private static let special: [String: [(String, String)]] = [
    "admin.edit": [("name", "third"), ("passwd", "secret"), ("sok", "ok")],
    "auth": [("username", "provider"), ("password", "provider-secret")],
    "domain.record.edit": [
      ("plid", "example.com"), ("name", "mail2"), ("rtype", "mx"), ("domain", "mx.example."),
      ("sok", "ok"),
    ],
    "domain.refresh": [("elid", "slave.example"), ("sok", "ok")],
    "reseller.edit": [
      ("name", "provider3"), ("passwd", "secret"), ("namespace", "brand.example"),
      ("userlimit", "50"), ("sok", "ok"),
    ],
    "user.edit": [("name", "dns118"), ("passwd", "secret"), ("domainlimit", "3"), ("sok", "ok")],
  ]

  /// An empty list, and the form of what is there.
  private static let shown = [
    GoldenCall(
      function: "domain", name: "empty", parameters: [("filter", "on"), ("name", "no.example")],
      formats: every, caller: "provider"),
    GoldenCall(
      function: "user.edit", name: "form", parameters: [("elid", "dns117")],
      formats: every, caller: "provider"),
  ]

  private static let refused = [
    GoldenCall(
      function: "domain.edit", name: "refused",
      parameters: [("name", "example.com"), ("sok", "ok")],
      formats: every, caller: "provider"),
    GoldenCall(
      function: "user.edit", name: "refused",
      parameters: [("elid", "nobody"), ("lang", "ru")], formats: ["xml"], caller: "provider"),
  ]
}
