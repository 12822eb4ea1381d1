import Testing
import XMLReading

@testable import FakeDNSmanager

struct VariationTests {
  /// What a world shows of each choice.
  private static let probes: [(VariationChoice, @Sendable (World) throws -> String)] = [
    (.sessionID, { "\(try $0.signIn("provider").count)" }),
    (.newKey, { world in shape(world.call("user.edit", .new("new"), as: "provider").text) }),
    (
      .rowOrder,
      { world in
        let order = try world.field("p_order", of: "domain", [:]) ?? ""
        return "\(try world.field("p_sort", of: "domain", [:]) ?? "") \(order)"
      }
    ),
    (.columnOrder, { shape($0.call("user", as: "provider").text) }),
    (
      .moreColumns,
      { world in
        let answer = world.call("domain", as: "provider").text
        return "\(answer.contains("<owner>"))"
      }
    ),
    (
      .hosts,
      { world in
        try world.makeZone("hosts.example", ip: "192.0.2.1")
        return try world.column(
          "name", of: "domain.record", ["elid": "hosts.example"], as: "provider"
        )
        .filter { $0.hasSuffix(".hosts.example.") }.sorted().joined()
      }
    ),
    (
      .policy,
      { world in
        try world.makeZone("policy.example", ip: "192.0.2.1")
        return "\(try world.keys(of: "policy.example").contains { $0.contains("v=spf1") })"
      }
    ),
    (.theme, { try $0.field("@themename", of: "domain", [:]) ?? "" }),
    (.features, { try $0.field("@features", of: "domain", [:]) ?? "" }),
    (.noSession, { try $0.call("domain").refusal() ?? "" }),
    (.unknownFunction, { try $0.error("no.function", as: "provider") ?? "" }),
    (.missingField, { try $0.error("user.edit", ["sok": "ok"], as: "provider") ?? "" }),
    (
      .foreignParent,
      { world in
        try world.error("domain.edit", ["name": "a.example.com", "sok": "ok"], as: "dns117") ?? ""
      }
    ),
    (
      .noFreeAddress,
      { world in
        try world.changeSettings { $0.addressPool = ["127.53.0.1"] }
        let new: KeyValuePairs = [
          "name": "dns9", "passwd": "x", "namespace": "own.example", "sok": "ok",
        ]
        return try world.error("user.edit", new, as: "provider") ?? ""
      }
    ),
  ]

  @Test func `every choice has a probe here, and a world without vary takes its first option`() {
    #expect(Self.probes.map(\.0.name) == VariationChoice.all.map(\.name))
    #expect(VariationChoice.all.allSatisfy { Variation.standard.option(of: $0) == 0 })
  }

  @Test(arguments: probes.indices)
  func `each option of a choice is taken by some seed and shows`(index: Int) throws {
    let (choice, probe) = Self.probes[index]
    var shown: [Int: Set<String>] = [:]
    for option in choice.options.indices {
      for seed in try seeds(taking: option, of: choice) {
        shown[option, default: []].insert(try probe(try varied(seed)))
      }
    }

    #expect(shown.count == choice.options.count)
    #expect(shown.values.allSatisfy { $0.count == 1 }, "\(shown)")
    #expect(Set(shown.values).count == choice.options.count, "\(shown)")
  }

  @Test(arguments: 0...2, OutputFormat.allCases)
  func `where a new thing's key stands, and whether, holds in every format`(
    option: Int, format: OutputFormat
  ) throws {
    let seed = try #require(try seeds(taking: option, of: .newKey).first)
    let world = try varied(seed)
    let tells = Set(OutputFormat.allCases).subtracting([.text, .html])

    let text = world.call(
      "user.edit", ["name": "dns9", "passwd": "x", "sok": "ok"], as: "provider",
      out: format.rawValue
    ).text

    let isTold = [#""id":"#, "<id>", #""v":"dns9""#].contains { text.contains($0) }
    #expect(isTold == (option != 2 && tells.contains(format)), "\(text)")
  }

  @Test func `the seeds that the suite of scenarios runs with take every option but the first`() {
    for choice in VariationChoice.all {
      let taken = Set([1, 12, 38].map { Variation(seed: $0).option(of: choice) })
      #expect(taken.union([0]) == Set(choice.options.indices), "\(choice.name)")
    }
  }

  @Test(arguments: 1...8)
  func `what is documented holds whatever the seed`(seed: Int) throws {
    let world = try varied(UInt64(seed))

    let domain = try XMLReply(world.call("domain", as: "provider").body)
    for column in ["name", "user", "dtype", "active", "published", "curruser", "dnssecstatus"] {
      let texts = try domain.strings(at: "/doc/elem[name='example.com']/\(column)")
      #expect(texts.count == 1 && texts != [""], "\(column)")
    }
    #expect(try world.keys(of: "example.com").contains("www.example.com. A  192.0.2.5"))
    #expect(try world.error("domain.delete", ["elid": "none.example"], as: "provider") == nil)
    #expect(try world.signIn("dns117").utf8.allSatisfy { $0 != 0x20 })
  }

  @Test func `the same seed gives the same bytes, and a fork goes on with it`() throws {
    let (one, other) = (try varied(5), try varied(5))
    let calls = ["domain", "user", "whoami", "no.function"]

    for call in calls {
      let bytes = one.call(call, as: "provider").body
      #expect(bytes == other.call(call, as: "provider").body)
      #expect(bytes == (try one.fork()).call(call, as: "provider").body)
    }
  }

  private func seeds(taking option: Int, of choice: VariationChoice) throws -> [UInt64] {
    let seeds = (UInt64(1)...200).filter { Variation(seed: $0).option(of: choice) == option }
    try #require(seeds.count >= 2)
    return Array(seeds.prefix(2))
  }

  private func varied(_ seed: UInt64) throws -> World {
    let world = try World.furnished(seed: seed)
    try world.changeSettings { $0.vary = true }
    return world
  }

  /// The order of elements in an answer.
  private static func shape(_ text: String) -> String {
    let names = ["<id>", "<ok/>", "<name>", "<parent>", "<level>"].compactMap { name in
      text.firstRange(of: name).map { (name, $0.lowerBound) }
    }
    return names.sorted { $0.1 < $1.1 }.map(\.0).joined()
  }
}
