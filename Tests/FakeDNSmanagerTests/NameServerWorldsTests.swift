import DNSPeers
import DNSWire
import TestSupport
import Testing

@testable import FakeDNSmanager

/// The name server of a directory, whose default world is put back or replaced.
@Suite(.timeLimit(.minutes(10)))
struct NameServerWorldsTests {
  @Test func `a world that is put back is the one that is asked`() async throws {
    try await serving { directory, control, server in
      try await make("new1.example", directory)
      #expect(try code("new1.example", server) == .noError)

      #expect(try await control.call("POST", "/worlds/default/reset").code == 204)

      #expect(try code("new1.example", server) == .refused)
      try await make("new2.example", directory)
      #expect(try code("new2.example", server) == .noError)
    }
  }

  @Test func `a world that goes on from a snapshot is the one that is asked`() async throws {
    try await serving { directory, control, server in
      try await make("new1.example", directory)
      let snapshot = try await control.call("GET", "/worlds/default/snapshot").body
      #expect(try await control.call("POST", "/worlds/default/reset").code == 204)
      try await make("new2.example", directory)

      #expect(try await control.call("PUT", "/worlds/default/snapshot", snapshot).code == 200)

      #expect(try code("new1.example", server) == .noError)
      #expect(try code("new2.example", server) == .refused)
    }
  }

  @Test func `faults of the name server meet messages after a reset too`() async throws {
    try await serving { _, control, server in
      _ = try await control.call("POST", "/worlds/default/reset")

      let fault = #"{"effect":"servfail"}"#
      let answer = try await control.call("POST", "/worlds/default/dns-faults", fault)

      #expect(answer.code == 201)
      #expect(try code("company.com", server) == .serverFailure)
    }
  }

  @Test func `addresses come and go with the world, more than once`() async throws {
    try await serving { directory, control, server in
      for name in ["brand1.example", "brand2.example"] {
        let world = try #require(directory["default"])
        try world.makeUser("dns117", ["namespace": name])
        let address = try #require(try world.nameServerAddresses()[name]?.first)
        try await until("\(address) is open") { server.addresses.contains(address) }
        #expect(try code("ns1.\(name)", server, at: address) == .noError)

        #expect(try await control.call("POST", "/worlds/default/reset").code == 204)

        try await until("\(address) is closed") { !server.addresses.contains(address) }
        #expect(try code("company.com", server) == .noError)
      }
    }
  }

  @Test func `slave domains of a world that was put back are transferred`() async throws {
    let primary = try World.forTests { $0.settings.addressPool = ["127.53.52.0/24"] }
    try primary.makeZone("slave.example", ip: "192.0.2.5")
    let master = try await NameServer.start(world: primary)
    try primary.changeSettings { $0.secondaries = ["127.53.51.1"] }
    try await serving { directory, control, server in
      #expect(try await control.call("POST", "/worlds/default/reset").code == 204)
      let world = try #require(directory["default"])
      try world.changeSettings { $0.primaryPort = master.port }

      let slave: KeyValuePairs = [
        "name": "slave.example", "dtype": "slave", "masterip": "127.53.52.1", "sok": "ok",
      ]
      #expect(try world.error("domain.edit", slave, as: "provider") == nil)

      try await until("the slave is transferred") {
        try code("slave.example", server) == .noError
      }
    }
    await master.stop()
  }

  private func make(_ name: String, _ directory: WorldDirectory) async throws {
    try #require(directory["default"]).makeZone(name, ip: "192.0.2.5")
  }

  private func code(
    _ name: String, _ server: NameServer, at address: String = "127.53.51.1"
  ) throws -> ResponseCode {
    let query = Message.query(id: 9, Question(name: try Name(name), type: .soa))
    let socket = try DNSSocket(.udp, address: address, port: server.port)
    try socket.send(try query.encoded())
    return try Message(decoding: try socket.receive()).header.responseCode
  }

  private func serving(
    _ body: (WorldDirectory, ControlProbe, NameServer) async throws -> Void
  ) async throws {
    let directory = try WorldDirectory(
      .forTests { $0.settings.addressPool = ["127.53.51.0/24"] })
    let server = try await NameServer.start(worlds: directory)
    let control = try await ControlServer.start(directory)
    func stop() async {
      await control.stop()
      await server.stop()
    }
    do {
      try await body(directory, ControlProbe(port: control.port), server)
    } catch {
      await stop()
      throw error
    }
    await stop()
  }
}
