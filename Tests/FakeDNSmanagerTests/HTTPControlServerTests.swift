import Foundation
import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct HTTPControlServerTests {
  static let yaml = """
    world: spare
    resellers:
      - name: provider
        password: provider-secret
        namespace: spare.example
    """

  @Test func `a world is made from YAML, called by its path, copied and deleted`() async throws {
    try await serving { control, panel in
      let made = try await control.call("POST", "/worlds", Self.yaml)
      #expect(made.code == 201)
      #expect(try made.decoded(WorldProbe.self).path == "/w/spare/dnsmgr")

      #expect(try await panel.get("/w/spare/dnsmgr?\(HTTPPanelServerTests.whoami)").code == 200)
      let copied = try await control.call("POST", "/worlds/spare/fork", #"{"name":"copy"}"#)
      #expect(try copied.decoded(WorldProbe.self).name == "copy")
      #expect(try await control.names == ["copy", "default", "spare"])

      #expect(try await control.call("DELETE", "/worlds/spare").code == 204)
      #expect(try await panel.get("/w/spare/dnsmgr").code == 404)
      #expect(try await panel.get("/w/copy/dnsmgr").code == 200)
      #expect(try await control.names == ["copy", "default"])
    }
  }

  @Test func `a world that is reset forgets its sessions, calls, faults and time`() async throws {
    try await serving { control, panel in
      let login = "func=auth&username=provider&password=provider-secret"
      _ = try await panel.get("/dnsmgr?\(login)")
      _ = try await control.call("POST", "/worlds/default/faults", #"{"effect":"empty"}"#)
      _ = try await control.call("PATCH", "/worlds/default/clock", #"{"step":60}"#)

      #expect(try await control.call("POST", "/worlds/default/reset").code == 204)

      let world = try await control.call("GET", "/worlds/default").decoded(WorldProbe.self)
      #expect(world.calls == 0)
      #expect(world.clock.now == WorldTime.standard.seconds)
      #expect(try await control.call("GET", "/worlds/default/faults").body == "[]")
    }
  }

  @Test func `a snapshot is saved, loaded under another name, and compared`() async throws {
    try await serving { control, panel in
      let saved = try await control.call("GET", "/worlds/default/snapshot")
      #expect(saved.code == 200)
      let loaded = try await control.call("POST", "/snapshots?name=copy", saved.body)
      #expect(loaded.code == 201)
      #expect(try loaded.decoded(WorldProbe.self).path == "/w/copy/dnsmgr")
      #expect(
        try await control.call("GET", "/worlds/copy/snapshot").body == saved.body)

      let login = "func=auth&username=provider&password=provider-secret"
      _ = try await panel.get("/w/copy/dnsmgr?\(login)")
      let same = try await control.call("POST", "/worlds/default/difference", saved.body)
      #expect(same.body == "[]")
      let other = try await control.call("POST", "/worlds/copy/difference", saved.body)
      #expect(other.body.contains(#""key":"***","kind":"added","table":"session""#))

      let broken = try await control.call("POST", "/snapshots?name=other", "{}")
      #expect(broken.code == 422)
      #expect(broken.body.contains("nslab_snapshot is missing"))
    }
  }

  @Test func `domains are delegated and taken back, and the parent zones are told`() async throws {
    try await serving { control, _ in
      let yaml = Self.yaml + "\nparent: { zones: [net], root: 127.54.0.7 }"
      #expect(try await control.call("POST", "/worlds", yaml).code == 201)
      let parent = try await control.call("GET", "/worlds/spare/parent")
      #expect(parent.body.contains(#""root":"127.54.0.7","trust_anchor":". 60 IN DS "#))
      #expect(parent.body.contains(#""zones":["net"]"#))
      let path = "/worlds/spare/delegations"
      let wish = #"{"name":"Example.net","servers":["ns1.spare.example","ns.example.net/::1"]}"#
      let made = #"{"name":"example.net","servers":["ns1.spare.example","ns.example.net/::1"]}"#

      let answer = try await control.call("POST", path, wish)

      #expect(answer.code == 201)
      #expect(answer.body == made)
      #expect(try await control.call("GET", path).body == "[\(made)]")
      #expect(try await control.call("DELETE", "\(path)/example.net").code == 204)
      #expect(try await control.call("DELETE", "\(path)/example.net").code == 404)
      let refused = try await control.call("POST", path, #"{"name":"a.org","servers":["b.net"]}"#)
      #expect(refused.code == 422)
      #expect(refused.body.contains("must be below a registry's zone: net"))
    }
  }

  @Test func `what a path names may be in UTF-8, as browsers encode it`() async throws {
    try await serving { control, _ in
      let yaml = Self.yaml + "\nparent: { zones: [net] }"
      #expect(try await control.call("POST", "/worlds", yaml).code == 201)
      let path = "/worlds/spare/delegations"
      let wish = #"{"name":"bücher.net","servers":["ns.b.net"]}"#
      #expect(try await control.call("POST", path, wish).code == 201)

      let answer = try await control.call("DELETE", "\(path)/b%C3%BCcher.net")

      #expect(answer.code == 204)
      #expect(try await control.call("GET", path).body == "[]")
    }
  }

  @Test func `a pool that holds the root's address is refused`() async throws {
    try await serving { control, _ in
      let yaml = Self.yaml + "\nparent: { zones: [net], root: 127.54.0.7 }"
      #expect(try await control.call("POST", "/worlds", yaml).code == 201)

      let answer = try await control.call(
        "PATCH", "/worlds/spare/settings", #"{"address_pool":["127.54.0.0/24"]}"#)

      #expect(answer.code == 422)
      #expect(answer.body.contains("127.54.0.7"))
    }
  }

  @Test func `asking whether it is ready leaves no trace and takes no fault`() async throws {
    try await serving { control, panel in
      let body = #"{"effect":"status","status":502,"first_call":1,"last_call":1}"#
      _ = try await control.call("POST", "/worlds/default/faults", body)

      #expect(try await control.call("GET", "/ready").code == 200)

      #expect(try await control.call("GET", "/worlds/default/journal").body == "[]")
      #expect(try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)").code == 502)
    }
  }

  static let changes: [(String, ClockProbe)] = [
    (#"{"now":1800000000}"#, ClockProbe(now: 1_800_000_000, frozen: true)),
    (#"{"now":1800000000,"step":-5}"#, ClockProbe(now: 1_799_999_995, frozen: true)),
    (#"{"frozen":true,"step":3600}"#, ClockProbe(now: 1_767_229_200, frozen: true)),
  ]

  @Test(arguments: changes)
  func `a clock is set and stepped`(change: String, expected: ClockProbe) async throws {
    try await serving { control, _ in
      let answer = try await control.call("PATCH", "/worlds/default/clock", change)

      #expect(try answer.decoded(ClockProbe.self) == expected)
      let shown = try await control.call("GET", "/worlds/default/clock")
      #expect(try shown.decoded(ClockProbe.self) == expected)
    }
  }

  @Test func `the journal is asked by function, account, refusal and number`() async throws {
    try await serving { control, panel in
      _ = try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)")
      _ = try await panel.get("/dnsmgr?func=nothing")
      _ = try await control.call("PATCH", "/worlds/default/clock", #"{"step":60}"#)
      _ = try await panel.get("/dnsmgr?func=auth&username=provider&password=wrong")

      func numbers(_ query: String) async throws -> [Int] {
        try await control.call("GET", "/worlds/default/journal?\(query)")
          .decoded([EntryProbe].self).map(\.number)
      }
      #expect(try await numbers("") == [1, 2, 3])
      #expect(try await numbers("func=auth") == [3])
      #expect(try await numbers("account=provider&refused=false") == [1])
      #expect(try await numbers("refused=true") == [2, 3])
      #expect(try await numbers("after=1&limit=1") == [2])
      let start = WorldTime.standard.seconds
      #expect(try await numbers("since=\(start + 60)") == [3])
      #expect(try await numbers("until=\(start + 59)") == [1, 2])
      #expect(try await numbers("since=\(start)&until=\(start + 60)") == [1, 2, 3])
      #expect(try await numbers("since=\(start + 61)") == [])
      let all = try await control.call("GET", "/worlds/default/journal?reply=true").body
      #expect(!all.contains("provider-secret"))
      #expect(!all.contains("wrong"))
      #expect(all.contains("<doc"))
    }
  }

  @Test func `a call that a fault answers is told as the caller saw it`() async throws {
    try await serving { control, panel in
      func numbers(_ query: String) async throws -> [Int] {
        try await control.call("GET", "/worlds/default/journal?\(query)")
          .decoded([EntryProbe].self).map(\.number)
      }
      let faults = [
        #"{"effect":"refusal","type":"limit","object":"user"}"#, #"{"effect":"empty"}"#,
        #"{"effect":"empty","phase":"after"}"#,
      ]
      for fault in faults {
        _ = try await control.call("POST", "/worlds/default/faults", fault)
        _ = try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)")
        _ = try await control.call("DELETE", "/worlds/default/faults")
      }

      #expect(try await numbers("refused=true") == [1])
      #expect(try await numbers("refused=false") == [3])
      #expect(try await numbers("account=provider") == [1, 2, 3])
    }
  }

  @Test func `what a world tells of its settings can be given back to it`() async throws {
    let folder = Repository.root.appending(path: "fixtures/worlds").path(percentEncoded: false)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.contains("delegated.yaml"))
    for name in names {
      let yaml = String(decoding: try Repository.data("fixtures/worlds/\(name)"), as: UTF8.self)
      let world = try World(WorldFile.decode(yaml: yaml, file: name))
      try await serving(world) { control, _ in
        let path = "/worlds/default/settings"
        let before = try (await control.call("GET", path).body, world.settings)

        let answer = try await control.call("PATCH", path, before.0)

        #expect(answer.code == 200, "\(name): \(answer.body)")
        #expect(answer.body == before.0, "\(name)")
        #expect(try world.settings == before.1, "\(name)")
      }
    }
  }

  @Test func `who may use authinfo is set, and unset again`() async throws {
    try await serving { control, panel in
      func isRefused(afterSetting yaml: String) async throws -> Bool {
        #expect(try await control.call("PATCH", "/worlds/default/settings", yaml).code == 200)
        return try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)").body.contains("<error")
      }
      var refused: [Bool] = []
      for value in ["[192.0.2.1]", "", "[]"] {
        refused.append(try await isRefused(afterSetting: "authinfo_addresses: \(value)"))
      }

      #expect(refused == [true, false, true])
    }
  }

  @Test func `settings are changed from the next call on and told in a world file's words`()
    async throws
  {
    try await serving { control, panel in
      let path = "/worlds/default/settings"
      let query = "/dnsmgr?\(HTTPPanelServerTests.whoami)&unheard=1"
      #expect(try await panel.get(query).body.contains("<error") == false)

      let changed = try await control.call("PATCH", path, "{ mode: strict, primary_port: 5353 }")

      #expect(changed.code == 200)
      #expect(changed.body.contains(#""mode":"strict""#))
      #expect(try await control.call("GET", path).body == changed.body)
      #expect(try await panel.get(query).body.contains("object=\"unheard\""))
    }
  }

  @Test func `the journal tells calls with a name that nobody knows`() async throws {
    try await serving { control, panel in
      _ = try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)")
      _ = try await panel.get("/dnsmgr?func=whomai")

      let found = try await control.call("GET", "/worlds/default/journal?unmatched=true").body

      #expect(
        found.contains(
          #""unmatched":[{"kind":"function","name":"whomai","nearest":"whoami"}]"#))
      let others = try await control.call("GET", "/worlds/default/journal?unmatched=false")
      #expect(try others.decoded([EntryProbe].self).map(\.number) == [1])
    }
  }

  @Test func `the authority's certificate can be fetched`() async throws {
    try await serving { control, _ in
      let answer = try await control.call("GET", "/ca.pem")

      #expect(answer.body.hasPrefix("-----BEGIN CERTIFICATE-----"))
    }
  }

  @Test func `counters add up over the worlds`() async throws {
    try await serving { control, panel in
      _ = try await control.call("POST", "/worlds", Self.yaml)
      _ = try await panel.get("/dnsmgr")
      _ = try await panel.get("/w/spare/dnsmgr")
      _ = try await panel.get("/w/spare/dnsmgr")

      let counters = try await control.call("GET", "/counters").decoded(Counters.self)
      #expect(counters.calls == 3)
      #expect(counters.worlds.map(\.calls) == [1, 2])
    }
  }

  @Test func `faults are counted though they came by chance, met the name server, or are gone`()
    async throws
  {
    let world = try World.forTests()
    try await serving(world) { control, panel in
      func fired() async throws -> Int? {
        try await control.call("GET", "/counters").decoded(Counters.self).worlds.first?.faultsFired
      }
      let armed = world.faults.add(Fault(.empty))
      _ = world.call("whoami")
      world.faults.remove(armed)
      #expect(try await fired() == 1)
      world.faults.random = RandomFaults(seed: 1, rate: 1)
      _ = world.call("whoami")
      world.faults.random = nil
      #expect(try await fired() == 2)
      let id = try world.add(DNSFault(.serverFailure))
      _ = try world.code("company.com")
      world.dnsFaults.remove(id)
      #expect(try await fired() == 3)
      #expect(try await control.call("POST", "/worlds/default/reset").code == 204)
      #expect(try await fired() == 0)
    }
  }

  @Test func `a name in the path may be written in percent signs`() async throws {
    try await serving { control, _ in
      let answer = try await control.call("GET", "/worlds/%64efault/clock")

      #expect(answer.code == 200)
    }
  }

  private func serving(
    _ world: World? = nil, token: String? = nil,
    _ body: (ControlProbe, PanelProbe) async throws -> Void
  ) async throws {
    try await ControlledPanel.serving(try world ?? .forTests(), token: token, body)
  }
}
