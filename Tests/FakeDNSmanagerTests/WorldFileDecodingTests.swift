import StrictYAML
import Testing

@testable import FakeDNSmanager

struct WorldFileDecodingTests {
  @Test func `a file with everything in it reads as it is written`() throws {
    let file = try WorldFile.decode(
      yaml: """
        world: full
        seed: 7
        administrators: [ { name: root, password: root-secret } ]
        resellers:
          - name: provider
            password: "p:w \\" é"
            namespace: Company.COM
            two_addresses: no
            user_limit: 2
            users:
              - { name: alice, password: a, namespace: alice.example, domain_limit: 5, suspended: yes,
                  domains: [ { name: example.org, ip: [192.0.2.1] } ] }
        users: [ { name: direct, password: d, namespace: direct.example } ]
        settings: { address_pool: [127.53.0.0/30], restricted_names: [bank.example], signing_algorithm: ed25519 }
        parent:
          root: 127.54.0.8
          zones: [org]
          signed: no
          delegations: [ { name: Example.org, servers: [ns1.alice.example/192.0.2.7], ds: [1 13 2 AB] } ]
        clock: "2026-02-03T04:05:06Z"
        """, file: "w.yaml")

    #expect(file.name == "full")
    #expect(file.seed == 7)
    let reseller = try #require(file.resellers.first)
    #expect(reseller.password == "p:w \" é")
    #expect(reseller.namespace == "company.com")
    #expect(!reseller.hasTwoAddresses)
    #expect(reseller.userLimit == 2)
    let alice = try #require(reseller.users.first)
    #expect(alice.namespace == "alice.example")
    #expect(alice.isSuspended)
    #expect(alice.domains.first?.addresses == ["192.0.2.1"])
    #expect(file.users.first?.namespace == "direct.example")
    #expect(file.settings.addressPool == ["127.53.0.0/30"])
    #expect(file.settings.parent?.rootAddress == "127.54.0.8")
    #expect(file.settings.parent?.registryAddress == "127.54.0.2")
    #expect(file.settings.parent?.zones == ["org"])
    #expect(file.settings.parent?.isSigned == false)
    #expect(file.settings.signingAlgorithm == .ed25519)
    let server = Delegation.Server(name: "ns1.alice.example", address: "192.0.2.7")
    #expect(
      file.delegations
        == [Delegation(domain: "example.org", servers: [server], signers: ["1 13 2 AB"])])
    #expect(file.start == WorldTime(seconds: 1_770_091_506))
  }

  static let mistakes: [(String, String)] = [
    (
      "world: w\nreseller: []",
      "w.yaml:2:1: a world has no key 'reseller'; did you mean 'resellers'?"
    ),
    ("seed: 1", "w.yaml:1:1: a world needs 'world'"),
    ("world: w\nseed: -1", "w.yaml:2:7: 'seed' must be a whole number"),
    (
      "world: w\nparent: { delegations: [ { name: a.net, servers: [b] } ] }",
      "w.yaml:2:26: servers \"b\" must be like ns1.company.com"
    ),
    ("world: w\nclock: now", "w.yaml:2:8: 'clock' must be like 2026-01-01T00:00:00Z"),
    ("world: w\nclock: 0001-01-01T00:00:00Z", "w.yaml:2:8: 'clock' must be like"),
    ("world: w\nclock: 1969-12-31T23:59:59Z", "w.yaml:2:8: 'clock' must be like"),
    ("world: w\nclock: 99999-01-01T00:00:00Z", "w.yaml:2:8: 'clock' must be like"),
    ("world: w\nclock: 9999-12-31T23:59:60Z", "w.yaml:2:8: 'clock' must be like"),
    ("world: w\nclock: 2026-02-30T00:00:00Z", "w.yaml:2:8: 'clock' must be like"),
    ("world: w\nclock: 2026-01-01T00:00:00Zjunk", "w.yaml:2:8: 'clock' must be like"),
    ("%TAG ! tag:a,2026:\n---\nworld: w", "w.yaml:1:1: directives are not allowed"),
    ("# note\r\n\r\n%YAML 1.1\r\n---\r\nworld: w", "w.yaml:3:1: directives are not allowed"),
    ("\u{FEFF}%TAG ! tag:a,2026:\n---\nworld: w", "w.yaml:1:1: directives are not allowed"),
    ("world: w\n%TAG ! tag:a,2026:\n---\nworld: w", "w.yaml:2:1: directives are not allowed"),
    ("world: w\n...\n\n%TAG ! tag:a,2026:\n---\nw: 1", "w.yaml:4:1: directives are not allowed"),
    (
      "world: w\nsettings: { address_pool: [localhost] }",
      "w.yaml:2:28: 'address_pool' must hold a.b.c.d/n"
    ),
    (
      "world: w\nusers: [ { name: u, password: p } ]",
      "w.yaml:2:10: a user needs 'namespace'"
    ),
    (
      "world: w\nadministrators: [ { name: '1', password: p } ]",
      "w.yaml:2:27: 'name' must be 1 to 32 letters"
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake is named with its place and what would be right`(yaml: String, message: String) {
    let error = #expect(throws: InvalidSources.self) {
      try WorldFile.decode(yaml: yaml, file: "w.yaml")
    }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test func `the first and the last moment of a clock can be declared`() throws {
    for (text, seconds) in [
      ("1970-01-01T00:00:00Z", WorldTime.moments.lowerBound),
      ("9999-12-31T23:59:59Z", WorldTime.moments.upperBound),
    ] {
      let file = try WorldFile.decode(yaml: "world: w\nclock: \(text)", file: "w.yaml")
      #expect(file.start.seconds == seconds)
      #expect(throws: Never.self) { try Snapshot(json: World(file).snapshot().json) }
    }
  }

  @Test func `of very many mistakes the first ones are told, and how many more there are`() throws {
    let keys = (1...1_500).map { "k\($0): 1" }.joined(separator: "\n")
    let error = try #require(
      #expect(throws: InvalidSources.self) {
        try WorldFile.decode(yaml: "world: w\n\(keys)", file: "w.yaml")
      })

    #expect(error.problems.count == 1_001)
    #expect(error.problems[999].description.hasPrefix("w.yaml:1001:1: a world has no key 'k1000'"))
    #expect(error.problems[1_000].description == "w.yaml:1002:1: and 500 more problems")
  }

  @Test func `a percent sign within a line is text`() throws {
    let file = try WorldFile.decode(
      yaml: "world: 100%\nadministrators:\n  - name: root\n    password: |\n      %TAG", file: "w")
    #expect(file.name == "100%")
  }

  @Test func `a password is never repeated in a message`() {
    let error = #expect(throws: InvalidSources.self) {
      try WorldFile.decode(
        yaml: "world: w\nadministrators: [ { name: root, password: \"can\\nary\" } ]",
        file: "w.yaml")
    }
    #expect(error?.description.contains("ary") == false)
  }

  @Test func `an alias bomb is refused before it is unfolded`() {
    let bomb = """
      a: &a [x,x,x,x,x,x,x,x,x]
      b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
      c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
      d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
      """
    #expect(throws: InvalidSources.self) { try WorldFile.decode(yaml: bomb, file: "w.yaml") }
  }
}
