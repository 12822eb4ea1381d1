import DNSWire
import NIOCore
import Synchronization
import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct SlaveDomainTests {
  private let primary: World
  private let secondary: World

  init() throws {
    primary = try .forTests { $0.settings.addressPool = ["127.53.2.0/24"] }
    secondary = try .forTests { $0.settings.addressPool = ["127.53.3.0/24"] }
    try primary.makeZone("example.net", ip: "192.0.2.5")
    try allowTransfers(to: "127.53.3.1")
  }

  @Test func `a slave domain is transferred when it is made, and again when it is refreshed`()
    async throws
  {
    try await serving { _ in
      try makeSlave()
      try await until { try resolve("www.example.net") == ["192.0.2.5"] }
      #expect(
        try secondary.ask("example.net", .soa, at: "127.53.3.1").answers
          == primary.ask("example.net", .soa, at: "127.53.2.1").answers)

      try addNewRecord()
      #expect(try code("new.example.net") == "NXDOMAIN")
      let answer = secondary.call("domain.refresh", ["elid": "example.net"], as: "provider")
      #expect(try answer.refusal() == nil)

      try await until { try resolve("new.example.net") == ["192.0.2.6"] }
    }
  }

  @Test func `NOTIFY of the master brings the new contents`() async throws {
    try await serving { _ in
      try makeSlave()
      try await until { try code("example.net") == "NOERROR" }
      try addNewRecord()
      var notify = Message.query(id: 1, Question(name: try Name("example.net"), type: .soa))
      notify.header.opcode = .notify

      _ = secondary.answerDNS(
        try notify.encoded(), at: "127.53.3.1", over: .udp, from: "127.53.2.1")

      try await until { try resolve("new.example.net") == ["192.0.2.6"] }
    }
  }

  @Test func `a secondary is told of a change and has it`() async throws {
    try await serving { secondaryPort in
      try makeSlave()
      try await until { try code("example.net") == "NOERROR" }
      try primary.store.change { transaction in
        var settings = try transaction.settings()
        settings.secondaries = ["127.53.3.1:\(secondaryPort)"]
        try transaction.update(settings)
      }
      // Told of what there is already, before anything changes.
      try await until { try transferCount() == 2 }

      try addNewRecord()

      try await until { try resolve("new.example.net") == ["192.0.2.6"] }
    }
  }

  @Test func `a secondary that does not answer is told again`() async throws {
    let (questions, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let deaf = try await DNSListener.open(ListenAddress(host: "127.53.3.9", port: 0)) {
      packet, _, client in
      if client() == "127.53.2.1" { continuation.yield(packet) }
      return .nothing
    }

    let isAnswered = try await NotifyClient.notify(
      try Name("example.net."), to: ListenAddress(host: "127.53.3.9", port: deaf.port),
      comingFrom: "127.53.2.1")
    await deaf.close()
    continuation.finish()

    #expect(!isAnswered)
    var packets: [[UInt8]] = []
    for await packet in questions { packets.append(packet) }
    #expect(packets.count == 5)
    #expect(Set(packets).count == 1)
    let message = try Message(decoding: try #require(packets.first))
    #expect(message.header.opcode == .notify)
    #expect(message.header.isAuthoritative)
    #expect(message.questions == [Question(name: try Name("example.net."), type: .soa)])
  }

  @Test func `a slave domain is transferred again at the refresh time of its SOA`() async throws {
    try await serving { _ in
      try makeSlave()
      try await until { try code("example.net") == "NOERROR" }
      try addNewRecord()

      secondary.clock.step(by: 10_800)

      try await until { try resolve("new.example.net") == ["192.0.2.6"] }
    }
  }

  @Test func `a transfer that failed says why, and is tried again after the retry time`()
    async throws
  {
    try allowTransfers(to: "")
    try await serving { _ in
      try makeSlave()
      try await until { try failure() == "the primary answered REFUSED" }
      #expect(try code("example.net") == "SERVFAIL")
      try allowTransfers(to: "127.53.3.1")

      secondary.clock.step(by: 3_600)

      try await until { try code("example.net") == "NOERROR" }
      #expect(try failure() == nil)
    }
  }

  @Test func `old contents are answered until the SOA's expiry and no longer`() async throws {
    try await serving { _ in
      try makeSlave()
      try await until { try code("example.net") == "NOERROR" }
    }

    secondary.clock.step(by: 604_799)
    #expect(try code("example.net") == "NOERROR")
    secondary.clock.step(by: 1)
    #expect(try code("example.net") == "SERVFAIL")
  }

  @Test func `what was transferred is listed and cannot be edited`() async throws {
    let made: [KeyValuePairs<String, String>] = [
      ["name": "c", "rtype": "caa", "value": "ca.test"],
      ["name": "s", "rtype": "tlsa", "value": "3 1 1 00ff"],
      ["name": "t", "rtype": "txt", "value": "a \"b\" é"],
      [
        "name": "_s._tcp", "rtype": "srv", "srvdomain": "m.test.", "priority": "1", "weight": "2",
        "port": "3",
      ],
    ]
    for record in made { try primary.addRecord(record, to: "example.net") }
    try await serving { _ in
      try makeSlave()
      try await until { try code("example.net") == "NOERROR" }

      let keys = try primary.keys(of: "example.net").sorted()
      #expect(try secondary.keys(of: "example.net").sorted() == keys)
      #expect(
        try secondary.error(
          "domain.record.edit",
          ["plid": "example.net", "name": "x", "rtype": "a", "ip": "192.0.2.1", "sok": "ok"],
          as: "provider") == "access/domain")
    }
  }

  @Test func `a transfer that is asked for while one goes on still comes`() throws {
    try makeSlave()
    let zone = try primary.store.change { transaction in
      let domain = try #require(try transaction.servedDomains().first)
      let records = try transaction.records(ofDomain: domain.id)
      return try #require(Zone(origin: try Name("example.net."), records: records))
    }
    let now = secondary.clock.now

    try secondary.store.change { transaction in
      let due = try #require(try transaction.dueTransfers(at: now).first)
      try transaction.postpone(due)
      #expect(try transaction.dueTransfers(at: now).isEmpty)
      try transaction.requestTransfer(ofDomain: due.domainID)
      try transaction.keep(zone, of: due, at: now)
      let next = try #require(try transaction.dueTransfers(at: now).first)
      try transaction.postpone(next)
      try transaction.keep(zone, of: next, at: now)
      #expect(try transaction.dueTransfers(at: now.advanced(by: 10_799)).isEmpty)
      #expect(try transaction.dueTransfers(at: now.advanced(by: 10_800)).count == 1)
    }
  }

  @Test func `a master that hangs holds up neither addresses nor the end of the server`()
    async throws
  {
    let (questions, continuation) = AsyncStream.makeStream(of: Void.self)
    let master = try await DNSListener.open(ListenAddress(host: "127.53.2.9", port: 0)) { _, _, _ in
      continuation.yield()
      return .nothing
    }
    try setPrimaryPort(master.port)
    let server = try await NameServer.start(world: secondary)
    try makeSlave(of: "127.53.2.9")
    _ = await questions.first { _ in true }

    try secondary.makeUser("dns117", ["namespace": "brand.example"])
    let address = try #require(try secondary.nameServerAddresses()["brand.example"]?.first)
    while !server.addresses.contains(address) {
      try Task.checkCancellation()
      await Task.yield()
    }
    await server.stop()
    await master.close()

    // Whoever waited for the time limit has written a failure instead.
    #expect(try failure() == nil)
    let now = secondary.clock.now
    #expect(try secondary.store.change { try $0.dueTransfers(at: now).count } == 1)
  }

  @Test func `a master that hangs holds up no other`() async throws {
    let (questions, continuation) = AsyncStream.makeStream(of: Void.self)
    try await serving { _ in
      let port = try secondary.store.change { try $0.settings().primaryPort }
      let silent = ListenAddress(host: "127.53.2.9", port: port)
      let master = try await DNSListener.open(silent, idleTime: .minutes(5)) { _, _, _ in
        continuation.yield()
        return .nothing
      }
      for number in 0..<11 { try makeSlave("hangs\(number).example", of: "127.53.2.9") }
      _ = await questions.first { _ in true }

      try makeSlave()
      try await until { try code("example.net") == "NOERROR" }

      // Whoever waited for the other's time limit has written its failure before.
      #expect(try failures() == [])
      await master.close()
    }
  }

  @Test func `more masters that hang than transfers go on leave the others for later`()
    async throws
  {
    let asked = Mutex<[String: Set<[UInt8]>]>([:])
    let (questions, continuation) = AsyncStream.makeStream(of: Int.self)
    var masters: [DNSListener] = []
    for octet in 1...7 {
      let address = "127.53.2.\(octet)"
      let place = ListenAddress(host: address, port: masters.first?.port ?? 0)
      masters.append(
        try await DNSListener.open(place, idleTime: .minutes(5)) { packet, _, _ in
          let count = asked.withLock {
            $0[address, default: []].insert(Array(packet.dropFirst(2)))
            return $0.values.reduce(0) { $0 + $1.count }
          }
          continuation.yield(count)
          return .nothing
        })
      for number in 0..<3 { try makeSlave("hangs\(octet)-\(number).example", of: address) }
    }
    try setPrimaryPort(try #require(masters.first).port)
    let server = try await NameServer.start(world: secondary)
    _ = await questions.first { $0 == 10 }

    await server.stop()
    for master in masters { await master.close() }

    #expect(asked.withLock { $0.values.map(\.count).sorted() } == [2, 2, 2, 2, 2])
    #expect(try failures() == [])
    let now = secondary.clock.now
    #expect(try secondary.store.change { try $0.dueTransfers(at: now).count } == 21)
  }

  @Test func `a secondary that does not answer holds up no other`() async throws {
    let (calls, continuation) = AsyncStream.makeStream(of: (isLive: Bool, packet: [UInt8]).self)
    func listener(isLive: Bool) async throws -> DNSListener {
      let host = isLive ? "127.53.3.8" : "127.53.3.9"
      return try await DNSListener.open(ListenAddress(host: host, port: 0)) { packet, _, _ in
        continuation.yield((isLive, packet))
        let answer = try? Message.reply(to: Message(decoding: packet)).encoded()
        return isLive ? answer.map(DNSReply.message) ?? .nothing : .nothing
      }
    }
    let (live, silent) = (try await listener(isLive: true), try await listener(isLive: false))
    try primary.changeSettings {
      $0.secondaries = ["127.53.3.8:\(live.port)", "127.53.3.9:\(silent.port)"]
    }
    let server = try await NameServer.start(world: primary)
    var heard: [Bool] = []
    for await call in calls {
      heard.append(call.isLive)
      // Both were told of what there is: now something changes.
      if heard.count == 2 {
        try primary.addRecord(["name": "new", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
      }
      if heard.count(where: \.self) == 2 { break }
    }
    await server.stop()
    await live.close()
    await silent.close()

    #expect(heard.count { !$0 } < 5, "the silent one has had all its tries before")
  }

  private func setPrimaryPort(_ port: Int) throws {
    try secondary.store.change { transaction in
      var settings = try transaction.settings()
      settings.primaryPort = port
      try transaction.update(settings)
    }
  }

  private func resolve(_ name: String) throws -> [String] {
    try secondary.resolve(name, at: "127.53.3.1")
  }

  private func code(_ name: String) throws -> String { try secondary.code(name, at: "127.53.3.1") }

  private func failure() throws -> String? {
    try secondary.store.change { transaction in
      try transaction.first("SELECT failure FROM secondary") { $0.optionalText(0) } ?? nil
    }
  }

  private func failures() throws -> [String] {
    try secondary.store.change { transaction in
      try transaction.all("SELECT failure FROM secondary WHERE failure IS NOT NULL") { $0.text(0) }
    }
  }

  private func transferCount() throws -> Int {
    try secondary.store.change { try $0.count("SELECT version FROM secondary") }
  }

  private func addNewRecord() throws {
    try primary.addRecord(["name": "new", "rtype": "a", "ip": "192.0.2.6"], to: "example.net")
  }

  private func allowTransfers(to address: String) throws {
    let answer = primary.call("dnsparam", ["allowtransfer": address, "sok": "ok"], as: "provider")
    #expect(try answer.refusal() == nil)
  }

  private func makeSlave(
    _ name: String = "example.net", of master: String = "127.53.2.1"
  ) throws {
    let answer = secondary.call(
      "domain.edit", ["name": name, "dtype": "slave", "masterip": master, "sok": "ok"],
      as: "provider")
    #expect(try answer.refusal() == nil)
  }

  /// Waits until the condition holds; what it looks at changes with the store of the second world.
  private func until(_ condition: () throws -> Bool) async throws {
    for await _ in secondary.store.changes.wakeUps() where try condition() { return }
    throw CancellationError()
  }

  /// Serves both worlds while `body` runs; the second transfers from the first.
  private func serving(_ body: (_ secondaryPort: Int) async throws -> Void) async throws {
    let first = try await NameServer.start(world: primary)
    try setPrimaryPort(first.port)
    let second = try await NameServer.start(world: secondary)
    do {
      try await body(second.port)
    } catch {
      await second.stop()
      await first.stop()
      throw error
    }
    await second.stop()
    await first.stop()
  }
}
