import Foundation
import LocalAPI
import Testing

@testable import FakeDNSmanager

struct HTTPOpenAPITests {
  private let document: [String: Any]

  init() throws {
    let data = Data(try ControlPort.openAPI)
    document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `each call is in the document, and the document has no other`() throws {
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    let described = Set(paths.flatMap { path, calls in calls.keys.map { "\($0) \(path)" } })

    let routed = ControlPort.routes.map { "\($0.method.rawValue) \($0.path)" }
    #expect(Set(routed).count == routed.count)
    #expect(described == Set(routed))
    #expect(document["openapi"] as? String == "3.1.0")
  }

  @Test func `each parameter in a path is described`() throws {
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    for (path, calls) in paths {
      let named = Set(
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map(String.init))
      for call in calls.values {
        let parameters = call["parameters"] as? [[String: Any]] ?? []
        let inPath = parameters.filter { $0["in"] as? String == "path" }
        let described = Set(inPath.compactMap { $0["name"] as? String }.map { "{\($0)}" })
        #expect(described == named, "\(path)")
      }
    }
  }

  @Test func `each reference leads somewhere, and nothing is described in vain`() throws {
    let text = String(decoding: try ControlPort.openAPI, as: UTF8.self)
    let used = Set(text.matches(of: /"#\/components\/schemas\/(\w+)"/).map { String($0.1) })

    #expect(used == Set(ControlSchema.allCases.map(\.rawValue)))
  }

  @Test func `the shapes say what the answers hold`() throws {
    let world = try World.furnished()
    world.faults.add(Fault(.delay(.seconds(1)), on: .init(function: "whoami", calls: 1...2)))
    _ = world.call("nothing")
    let directory = try WorldDirectory(world)
    let entry = try #require(world.journal.entries.first)
    let armed = try #require(world.faults.armed.first)

    try expect(.world, toDescribe: try #require(WorldStatus(directory, "default")))
    try expect(.counters, toDescribe: Counters(directory))
    try expect(.worldCounters, toDescribe: try #require(Counters(directory).worlds.first))
    let domains = try world.store.change { try $0.domainLines(nil, limit: 1) }
    try expect(.domain, toDescribe: try #require(domains.first))
    for account in try world.store.change({ try $0.accountLines(nil, limit: 9) }) {
      try expect(.account, toDescribe: account)
    }
    try expect(.seedRequest, toDescribe: SeedStatus(seed: 1))
    try expect(.seed, toDescribe: SeedStatus(seed: 1))
    try expect(.clock, toDescribe: ClockStatus(world.clock))
    try expect(.journalEntry, toDescribe: JournalLine(entry, showsReply: true))
    let line = try #require(FaultBody.armed(in: world).first)
    try expect(.fault, toDescribe: line)
    try expect(.faultRequest, toDescribe: FaultBody(armed.fault))
    try expect(.randomFaults, toDescribe: RandomFaultsStatus(RandomFaults(seed: 1, rate: 0.5)))
    try expect(
      .unmatched, toDescribe: try #require(JournalLine(entry, showsReply: true).unmatched.first))
    try expect(.error, toDescribe: ErrorStatus(errors: []))
    let before = try world.snapshot()
    _ = world.call("user.edit", .new("later"), as: "provider")
    let change = try #require(before.changes(to: world.snapshot()).changes.first)
    try expect(.change, toDescribe: change)
    try expect(.changeCell, toDescribe: try #require(change.cells.first))
  }

  @Test func `the example of a world makes one`() throws {
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    let body = paths["/worlds"]?["post"]?["requestBody"] as? [String: Any]
    let content = body?["content"] as? [String: [String: Any]]
    let yaml = try #require(content?["application/yaml"]?["example"] as? String)

    let world = try World(WorldFile.decode(yaml: yaml, file: "example"))
    #expect(try world.error("whoami", as: "provider") == nil)
  }

  @Test func `a fault request may hold each field that is read`() {
    func described(_ schema: ControlSchema) -> Set<String> { Set(schema.members.map(\.name)) }

    #expect(described(.faultRequest) == Set(FaultBody.keys))
    #expect(described(.dnsFaultRequest) == Set(DNSFaultBody.keys))
  }

  /// The document says so by these patterns, and the code by other means.
  @Test(arguments: [
    ("example.net", true), ("*._tcp.A-1.", true), (".", true), ("a..b", false), (".a", false),
    ("", false), ("ä.net", false), ("a b", false), (String(repeating: "a", count: 64), false),
  ])
  func `a name is for the document what it is for the reader`(name: String, isOne: Bool) throws {
    let pattern = try Regex(DNSFaultBody.namePattern)

    #expect((try pattern.wholeMatch(in: name) != nil) == isOne)
    let wish = try JSONDecoder().decode(
      DNSFaultBody.self,
      from: JSONSerialization.data(withJSONObject: ["effect": "drop", "name": name]))
    #expect(((try? wish.fault) != nil) == isOne)
  }

  private func expect(
    _ schema: ControlSchema, toDescribe value: some Encodable,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let data = Data(try ControlJSON.encode(value))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let members = schema.members
    #expect(
      Set(object.keys).isSubset(of: members.map(\.name)), sourceLocation: sourceLocation)
    #expect(
      Set(members.filter(\.isRequired).map(\.name)).isSubset(of: object.keys),
      sourceLocation: sourceLocation)
  }
}
