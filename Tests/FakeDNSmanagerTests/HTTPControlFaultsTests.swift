import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct HTTPControlFaultsTests {
  @Test func `a fault fires on the calls it names and is counted`() async throws {
    try await serving { control, panel in
      let armed = try await control.call(
        "POST", "/worlds/default/faults",
        #"{"effect":"status","status":502,"func":"whoami","first_call":2,"last_call":2}"#)
      #expect(armed.code == 201)

      var codes: [Int] = []
      for _ in 1...3 {
        codes.append(try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)").code)
      }

      #expect(codes == [200, 502, 200])
      try await expectOne("/worlds/default/faults", in: control, matched: 3, fired: 1)
    }
  }

  @Test func `a fault of the name servers is armed, counted and taken back`() async throws {
    let world = try World.forTests()
    try await serving(world) { control, _ in
      let armed = try await control.call(
        "POST", "/worlds/default/dns-faults",
        #"{"effect":"servfail","name":"company.com","transport":"udp","last_message":1}"#)
      #expect(armed.code == 201)
      #expect(try world.code("ns1.company.com") == "SERVFAIL")
      #expect(try world.code("ns1.company.com") == "NOERROR")

      try await expectOne("/worlds/default/dns-faults", in: control, matched: 2, fired: 1)
    }
  }

  @Test func `an address is matched however it is written`() async throws {
    let world = try World.forTests()
    try await serving(world) { control, _ in
      let armed = try await control.call(
        "POST", "/worlds/default/dns-faults",
        #"{"effect":"drop","client":"0:0:0::0001","type":"TYPE65280","name":"*.company.com."}"#)

      #expect(armed.code == 201)
      #expect(world.dnsFaults.armed.map(\.fault.match.client) == ["::1"])
    }
  }

  @Test func `faults by chance tell the seed that replays them`() async throws {
    try await serving { control, panel in
      let path = "/worlds/default/faults/random"
      let told = try await control.call("POST", path, #"{"rate":1,"seed":7}"#)
      #expect(told.code == 201)
      #expect(told.body == #"{"rate":1,"seed":7}"#)
      let made = try await control.call("POST", path, #"{"rate":0}"#)
      #expect(try made.decoded(RandomFaultsBody.self).seed != nil)
      #expect(try await panel.get("/dnsmgr?\(HTTPPanelServerTests.whoami)").code == 200)
      #expect(try await control.call("DELETE", "/worlds/default/faults").code == 204)
    }
  }

  @Test func `faults by chance are told while calls can meet them, and taken back alone`()
    async throws
  {
    let world = try World.forTests()
    try await serving(world) { control, _ in
      let path = "/worlds/default/faults/random"
      #expect(try await control.call("GET", path).body == "[]")
      world.faults.random = RandomFaults(seed: .max, rate: 0.5)
      #expect(
        try await control.call("GET", path).body == #"[{"rate":0.5,"seed":18446744073709551615}]"#)
      _ = try await control.call("POST", path, #"{"rate":0,"seed":7}"#)
      #expect(try await control.call("GET", path).body == "[]")
      world.faults.random = RandomFaults(seed: 1, rate: 1)
      world.faults.add(Fault(.empty))

      #expect(try await control.call("DELETE", path).code == 204)

      #expect(world.faults.random == nil)
      #expect(world.faults.armed.count == 1)
    }
  }

  @Test func `a path that stands in the table is not taken for the number of a fault`()
    async throws
  {
    try await serving { control, _ in
      #expect(try await control.call("DELETE", "/worlds/default/faults/random").code == 204)
      let answer = try await control.call("PUT", "/worlds/default/faults/random")

      #expect(answer.code == 405)
      #expect(answer.field("Allow") == "GET, POST, DELETE, HEAD")
    }
  }

  /// Body; the status, and a word that the message must hold.
  static let wrong: [(String, String, Int, String)] = [
    ("faults", #"{"effect":"explode"}"#, 400, "effect"),
    ("faults", #"{"effect":"delay"}"#, 400, "milliseconds"),
    ("faults", #"{"effect":"cut"}"#, 400, "bytes"),
    ("faults", #"{"effect":"empty","bytes":-1}"#, 400, "bytes"),
    ("faults", #"{"effect":"status","status":99}"#, 400, "status"),
    ("faults", #"{"effect":"empty","first_call":0}"#, 400, "first_call"),
    ("faults", #"{"effect":"empty","first_call":2,"last_call":1}"#, 422, "last_call"),
    ("faults", #"{"effect":"refusal","type":"x"}"#, 400, "type"),
    ("faults", #"{"effect":"refusal","type":"missed"}"#, 400, "object"),
    ("faults", #"{"effect":"empty","every":0}"#, 400, "every"),
    ("faults", #"{"effect":"empty","phase":"later"}"#, 400, "phase"),
    ("faults", #"{"effect":"certificate","func":"user"}"#, 422, "func"),
    ("faults/random", #"{"rate":2}"#, 400, "rate"),
    ("faults/random", #"{"rate":1,"seed":-1}"#, 400, "seed"),
    ("dns-faults", #"{"effect":"nothing"}"#, 400, "effect"),
    ("dns-faults", #"{"effect":"delay"}"#, 400, "milliseconds"),
    ("dns-faults", #"{"effect":"drop","milliseconds":-1}"#, 400, "milliseconds"),
    ("dns-faults", #"{"effect":"drop","name":"a..b"}"#, 400, "name"),
    ("dns-faults", #"{"effect":"drop","name":"a b"}"#, 400, "name"),
    ("dns-faults", #"{"effect":"drop","name":""}"#, 400, "name"),
    ("dns-faults", #"{"effect":"drop","type":"none"}"#, 400, "type"),
    ("dns-faults", #"{"effect":"drop","type":"axfr"}"#, 400, "type"),
    ("dns-faults", #"{"effect":"drop","address":"*"}"#, 400, "address"),
    ("dns-faults", #"{"effect":"drop","client":"127.0.0.1/8"}"#, 400, "client"),
    ("dns-faults", #"{"effect":"drop","transport":"tls"}"#, 400, "transport"),
    ("dns-faults", #"{"effect":"drop","first_message":0}"#, 400, "first_message"),
    ("dns-faults", #"{"effect":"drop","first_message":2,"last_message":1}"#, 422, "last_message"),
    ("dns-faults", #"{"effect":"drop","zone":"a"}"#, 400, "zone"),
  ]

  @Test func `a fault that makes no sense is refused with its field, and none is armed`()
    async throws
  {
    try await serving { control, _ in
      for (path, body, status, word) in Self.wrong {
        let answer = try await control.call("POST", "/worlds/default/\(path)", body)

        #expect(answer.code == status, "\(path) \(body)")
        let errors = try answer.decoded(ErrorStatus.self).errors
        #expect(errors.contains { $0.contains(word) }, "\(path) \(body): \(errors)")
      }
      for path in ["faults", "dns-faults"] {
        #expect(try await control.call("GET", "/worlds/default/\(path)").body == "[]")
        #expect(try await control.call("DELETE", "/worlds/default/\(path)/x").code == 404)
      }
    }
  }

  /// One fault stands with these counts; it is taken back once, and all that are left are too.
  private func expectOne(
    _ path: String, in control: ControlProbe, matched: Int, fired: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let shown = try await control.call("GET", path).decoded([FaultProbe].self)
    #expect(shown.map(\.matched) == [matched], sourceLocation: sourceLocation)
    #expect(shown.map(\.fired) == [fired], sourceLocation: sourceLocation)
    let id = try #require(shown.first, sourceLocation: sourceLocation).id
    let codes = [
      try await control.call("DELETE", "\(path)/\(id)").code,
      try await control.call("DELETE", "\(path)/\(id)").code,
      try await control.call("DELETE", path).code,
    ]
    #expect(codes == [204, 404, 204], sourceLocation: sourceLocation)
  }

  private func serving(
    _ world: World? = nil, _ body: (ControlProbe, PanelProbe) async throws -> Void
  ) async throws {
    try await ControlledPanel.serving(try world ?? .forTests(), body)
  }
}
