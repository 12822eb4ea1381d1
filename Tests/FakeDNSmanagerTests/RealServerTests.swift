import DNSPeers
import DNSWire
import Foundation
import TestSupport
import Testing

@testable import FakeDNSmanager

/// BIND and NSD on the other side of a transfer.
@Suite(.timeLimit(.minutes(5)))
struct RealServerTests {
  private static let zone = "example.net"

  @Test(.enabled(if: PeerServer.Program.bind.isInstalled, "BIND is not installed"))
  func `a slave domain follows a real BIND, and is a problem when that is dead for a day`()
    async throws
  {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.5.0/24"] }
    let server = try await NameServer.start(world: world)
    let bind = try await PeerServer(
      .bind,
      .init(
        zones: [(name: try Name(Self.zone), source: .file(Self.text(serial: 1)))],
        notified: [.init("127.53.5.1", server.port)]))
    try world.changeSettings { $0.primaryPort = bind.place.port }
    try makeSlave(in: world, of: bind.place.address)
    func isServed(_ data: String) throws -> Bool {
      try world.resolve("www.example.net", at: "127.53.5.1") == [data]
    }
    try await world.until { try isServed("192.0.2.1") }

    let begin = ContinuousClock.now
    try bind.reload(zone: 0, Self.text(serial: 2))
    // The world's clock stands still, so that nothing but BIND's NOTIFY brings the new contents.
    try await world.until { try isServed("192.0.2.2") }
    try report(begin.duration(to: .now))

    try await bind.stop()
    world.clock.step(by: 86_400)
    #expect(try problems(in: world) == [])
    world.clock.step(by: 1)
    #expect(try problems(in: world) == [Self.zone])
    let reason = try await world.untilSome { try world.failure() }
    #expect(reason.contains("refused") || reason.contains("Refused"), "\(reason)")

    try await bind.start()
    _ = world.call("domain.refresh", ["elid": Self.zone], as: "provider")
    try await world.until { try problems(in: world) == [] }
    await server.stop()
  }

  @Test(.enabled(if: PeerServer.Program.bind.isInstalled, "BIND is not installed"))
  func `a real BIND is a secondary of a master domain`() async throws {
    try await checkSecondary(.bind, octet: 6)
  }

  @Test(.enabled(if: PeerServer.Program.nsd.isInstalled, "NSD is not installed"))
  func `a real NSD is a secondary of a master domain`() async throws {
    try await checkSecondary(.nsd, octet: 7)
  }

  @Test(.enabled(if: Tool.dig != nil, "dig is not installed"))
  func `dig transfers a zone from allowed addresses only, and by IXFR what is newer`() async throws
  {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.8.0/24"] }
    try world.makeZone(Self.zone, ip: "192.0.2.5")
    try allowTransfers(in: world, to: "127.0.8.1")
    let server = try await NameServer.start(world: world)
    func dig(_ type: String, from client: String) async throws -> [String] {
      try await Tool.output(
        try #require(Tool.dig),
        [
          "@127.53.8.1", "-p", "\(server.port)", "-b", client, "+noall", "+answer", "+tcp",
          Self.zone, type,
        ]
      ).split(separator: "\n").map(String.init)
    }
    let serial = try #require(try world.serial(of: Self.zone, at: "127.53.8.1"))
    let keys = try world.keys(of: Self.zone)

    let all = try await dig("AXFR", from: "127.0.8.1")
    #expect(all.count == keys.count + 1, "the SOA stands at both ends")
    #expect(all.first == all.last)
    #expect(try await dig("AXFR", from: "127.0.8.2").filter { !$0.hasPrefix(";") } == [])
    #expect(try await dig("IXFR=1", from: "127.0.8.1") == all)
    #expect(try await dig("IXFR=\(serial)", from: "127.0.8.1") == Array(all.prefix(1)))
    #expect(try await dig("IXFR=1", from: "127.0.8.2").filter { !$0.hasPrefix(";") } == [])
    await server.stop()
  }

  private func checkSecondary(_ program: PeerServer.Program, octet: Int) async throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.\(octet).0/24"] }
    try world.makeZone(Self.zone, ip: "192.0.2.5")
    // BIND listens on addresses that an interface has, and of loopback's that is one.
    let address = program == .bind ? "127.0.0.1" : "127.0.\(octet).53"
    try allowTransfers(in: world, to: address)
    let server = try await NameServer.start(world: world)
    let peer = try await PeerServer(
      program, at: address,
      .init(zones: [
        (
          name: try Name(Self.zone),
          source: .primary(.init("127.53.\(octet).1", server.port))
        )
      ]))
    try world.changeSettings { $0.secondaries = ["\(address):\(peer.place.port)"] }
    try await untilAnswered(peer, "www.example.net", "192.0.2.5")
    let before = try #require(try world.serial(of: Self.zone, at: "127.53.\(octet).1"))

    try world.addRecord(["name": "new", "rtype": "a", "ip": "192.0.2.6"], to: Self.zone)

    try await untilAnswered(peer, "new.example.net", "192.0.2.6")
    let after = try #require(try world.serial(of: Self.zone, at: "127.53.\(octet).1"))
    #expect(after.isNewer(than: before))
    // While NSD goes over to new contents, the process that has the old ones answers too.
    try await untilAnswered(peer, Self.query(Self.zone, .soa), "serial \(after)") {
      Self.serial(in: $0) == after
    }
    await server.stop()
  }

  private func untilAnswered(_ peer: PeerServer, _ name: String, _ data: String) async throws {
    try await untilAnswered(peer, Self.query(name, .a), "\(name) is \(data)") {
      $0.answers.map(\.data.description) == [data]
    }
  }

  /// Asks again where no answer comes: a question over UDP may be lost, and is when NSD's processes
  /// take turns.
  private func untilAnswered(
    _ peer: PeerServer, _ query: Message, _ what: String, by isRight: (Message) -> Bool
  ) async throws {
    try await until(what) { (try? peer.ask(query)).map(isRight) ?? false }
  }

  private static func query(_ name: String, _ type: RecordType) throws -> Message {
    Message.query(id: 11, Question(name: try Name(name), type: type))
  }

  static func serial(in message: Message) -> SerialNumber? {
    guard case .soa(let soa)? = message.answers.first?.data else { return nil }
    return soa.serial
  }

  private static func text(serial: Int) -> String {
    """
    $TTL 300
    @ SOA ns hostmaster \(serial) 7200 3600 604800 300
    @ NS ns
    ns A 127.0.0.1
    www A 192.0.2.\(serial)

    """
  }

  /// The limit that DNS_PEERS_SECONDS sets for a change to arrive; slow machines have none.
  private func report(_ duration: Duration) throws {
    guard let text = ProcessInfo.processInfo.environment["DNS_PEERS_SECONDS"] else { return }
    let limit = try #require(Double(text))
    #expect(duration < .seconds(limit), "the change of BIND's zone took \(duration)")
  }

  private func problems(in world: World) throws -> [String] {
    try world.column("name", of: "problemdomain", as: "provider")
  }

  private func allowTransfers(in world: World, to address: String) throws {
    let answer = world.call("dnsparam", ["allowtransfer": address, "sok": "ok"], as: "provider")
    #expect(try answer.refusal() == nil)
  }

  private func makeSlave(in world: World, of master: String) throws {
    let answer = world.call(
      "domain.edit", ["name": Self.zone, "dtype": "slave", "masterip": master, "sok": "ok"],
      as: "provider")
    #expect(try answer.refusal() == nil)
  }
}

extension World {
  /// Waits until a condition holds; what it looks at must change with the store.
  func until(_ condition: () throws -> Bool) async throws {
    _ = try await untilSome { try condition() ? true : nil }
  }

  /// Waits until there is a value, and returns it.
  func untilSome<Value>(_ value: () throws -> Value?) async throws -> Value {
    for await _ in store.changes.wakeUps() {
      if let value = try value() { return value }
    }
    throw CancellationError()
  }

  /// Why the first slave domain was not transferred.
  func failure() throws -> String? {
    try store.change { transaction in
      try transaction.first("SELECT failure FROM secondary") { $0.optionalText(0) } ?? nil
    }
  }

  /// The serial that a name server tells.
  func serial(of zone: String, at address: String) throws -> SerialNumber? {
    RealServerTests.serial(in: try ask(zone, .soa, at: address))
  }
}
