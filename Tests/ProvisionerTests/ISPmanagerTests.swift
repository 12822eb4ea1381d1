import DNSWire
import Foundation
import Provisioner
import Synchronization
import Testing

struct ISPmanagerTests {
  private let shop: Shop
  private let told = Told()

  /// The zones that name servers were told of.
  private final class Told: Sendable {
    private let zones = Mutex<[String]>([])
    var all: [String] { zones.withLock { $0 } }
    func note(_ line: String) { zones.withLock { $0.append(line) } }
  }

  init() throws {
    shop = try Shop()
    try shop.billing().order(
      Order(id: 117, plan: shop.plan, item: "none", address: "192.0.2.17"))
  }

  @Test func `domains appear in DNSmanager as slaves of the server, and go again`() async throws {
    try await work { ispmanager in
      try await ispmanager.connect(to: server())
      #expect(try await ispmanager.createDomain("Example.NET.") == .made)
      #expect(masters == ["example.net": "192.0.2.17"])

      try await ispmanager.deleteDomain("example.net")
      #expect(masters.isEmpty)
    }
  }

  @Test func `a name in another script is one domain, however it is written`() async throws {
    try await work { ispmanager in
      try await ispmanager.connect(to: server())
      #expect(try await ispmanager.createDomain("Пример.рф") == .made)
      await #expect(throws: BillingError.exists("domain", "xn--e1afmkfd.xn--p1ai")) {
        try await ispmanager.createDomain("xn--e1afmkfd.xn--p1ai.")
      }
      for _ in 0..<2 { #expect(try await ispmanager.synchronise() == SyncReport()) }
      #expect(masters == ["xn--e1afmkfd.xn--p1ai": "192.0.2.17"])

      try await ispmanager.addRecord("shop", type: "A", value: "192.0.2.8", to: "ПРИМЕР.рф.")
      try await ispmanager.deleteDomain("пример.рф")
      #expect(masters.isEmpty)
    }
    #expect(told.all == ["xn--e1afmkfd.xn--p1ai ns1.company.com ns2.company.com"])
  }

  @Test func `another DNSmanager has been told of nothing yet`() async throws {
    try await work { ispmanager in
      try await ispmanager.connect(to: server())
      try await ispmanager.createDomain("kept.example")
      try await ispmanager.createDomain("gone.example")
      shop.panel.change { $0.fault = { _ in .lost(.timeout) } }
      try await ispmanager.deleteDomain("gone.example")
      shop.panel.working()
      // The same account with another password is the same place.
      try await ispmanager.connect(to: server())
      #expect(await ispmanager.domains.map(\.mirror) == [.made])
      var other = try server()
      other.username = "provider"
      other.password = "reseller-secret"

      try await ispmanager.connect(to: other)

      #expect(await ispmanager.domains.map(\.mirror) == [.none])
      shop.panel.change { $0.masters["gone.example"] = nil }
      #expect(try await ispmanager.synchronise().removed.isEmpty)
    }
  }

  @Test(arguments: [[], ["a b"], ["ns1.company.com", ""]])
  func `name servers that are none connect nothing`(names: [String]) async throws {
    try await work { ispmanager in
      var odd = try server()
      odd.nameServers = names

      await #expect(throws: BillingError.self) { try await ispmanager.connect(to: odd) }
      #expect(await ispmanager.slaveServer == nil)
    }
  }

  @Test func `domains of before the connection come with synchronising alone`() async throws {
    try await work { ispmanager in
      #expect(try await ispmanager.createDomain("old.example") == .none)
      try await ispmanager.connect(to: server())
      #expect(masters.isEmpty)

      let report = try await ispmanager.connect(to: server(), synchronises: true)

      #expect(report == SyncReport(created: ["old.example"]))
      #expect(masters == ["old.example": "192.0.2.17"])
      let zone = try #require(await ispmanager.domains.first).text
      #expect(zone.contains(" NS ns1.company.com.") && zone.contains(" NS ns2.company.com."))
      #expect(!zone.contains("server117"))
    }
  }

  @Test func `what is somebody else's is reported and never touched`() async throws {
    shop.panel.change {
      $0.accounts["customer"]?.zones = ["mine.example", "moved.example"]
      $0.accounts["rival"]?.zones = ["his.example"]
      $0.masters["moved.example"] = "192.0.2.99"
    }
    try await work { ispmanager in
      try await ispmanager.connect(to: server())
      for name in ["mine.example", "moved.example", "his.example"] {
        guard case .conflict = try await ispmanager.createDomain(name) else {
          Issue.record("\(name) is no conflict")
          continue
        }
      }
      let conflicts = try await ispmanager.synchronise().conflicts.map(\.domain)
      #expect(conflicts == ["mine.example", "moved.example", "his.example"])
      for name in conflicts { try await ispmanager.deleteDomain(name) }
      let report = try await ispmanager.synchronise()
      #expect(report == SyncReport())
    }
    let zones = shop.panel.state.withLock { $0.accounts.values.flatMap(\.zones).sorted() }
    #expect(zones == ["his.example", "mine.example", "moved.example"])
  }

  @Test func `what DNSmanager could not be told is made up for`() async throws {
    try await work { ispmanager in
      try await ispmanager.connect(to: server())
      try await ispmanager.createDomain("gone.example")
      shop.panel.change { $0.fault = { _ in .lost(.timeout) } }
      guard case .pending = try await ispmanager.createDomain("new.example") else {
        Issue.record("new.example is not pending")
        return
      }
      try await ispmanager.deleteDomain("gone.example")
      await #expect(throws: ConnectionRefused.self) { try await ispmanager.synchronise() }
      shop.panel.working()

      let report = try await ispmanager.synchronise()

      #expect(report == SyncReport(created: ["new.example"], removed: ["gone.example"]))
      #expect(masters == ["new.example": "192.0.2.17"])
    }
  }

  @Test func `a wrong password connects nothing`() async throws {
    try await work { ispmanager in
      var wrong = try server()
      wrong.password = "wrong-canary"

      await #expect(throws: ConnectionRefused.self) { try await ispmanager.connect(to: wrong) }
      #expect(await ispmanager.slaveServer == nil)
    }
  }

  @Test func `a changed record has a new serial, and the name servers are told`() async throws {
    try await work { ispmanager in
      try await ispmanager.connect(to: server())
      try await ispmanager.createDomain("example.net")
      let before = try await zone(ispmanager)

      try await ispmanager.addRecord("shop", type: "A", value: "192.0.2.8", to: "example.net")
      let after = try await zone(ispmanager)
      try await ispmanager.removeRecord("shop", type: "A", value: "192.0.2.8", from: "example.net")

      let (old, new) = (before.startOfAuthority.serial, after.startOfAuthority.serial)
      #expect(new.isNewer(than: old))
      #expect(after.set(try Name("shop.example.net."), .a) != nil)
      let last = try await zone(ispmanager)
      #expect(last.startOfAuthority.serial.isNewer(than: new))
      #expect(last.set(try Name("shop.example.net."), .a) == nil)
    }
    #expect(told.all == Array(repeating: "example.net ns1.company.com ns2.company.com", count: 2))
  }

  @Test(
    arguments: ["192.0.2.8\nwww 60 IN A 192.0.2.9", "nonsense", "", "192.0.2.8 ; x\u{0}"])
  func `a record that is none is refused and changes nothing`(value: String) async throws {
    try await work { ispmanager in
      try await ispmanager.createDomain("example.net")
      let before = await ispmanager.domains

      await #expect(throws: BillingError.self) {
        try await ispmanager.addRecord("shop", type: "A", value: value, to: "example.net")
      }
      #expect(await ispmanager.domains == before)
    }
  }

  @Test func `it is the master of its zones for everybody who asks`() async throws {
    let query = Message.query(id: 7, Question(name: try Name("example.net."), type: .axfr))
    let packet = try query.encoded()
    try await work { ispmanager in
      try await ispmanager.createDomain("example.net")
      var collector = TransferCollector(origin: try Name("example.net."), id: 7)
      for message in await ispmanager.answerDNS(packet, isTCP: true) {
        _ = try collector.receive(message)
      }
      let zone = try await zone(ispmanager)
      #expect(try collector.zone().records == zone.records)

      let refused = await ispmanager.answerDNS(packet, isTCP: false)
      #expect(try Message(decoding: #require(refused.first)).header.responseCode == .refused)
    }
  }

  @Test func `what it remembers is sealed, and another process goes on with it`() async throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let path = scratch.appending(path: "billing").path
    let key = SecretKey()
    let shop = try Shop(store: BillingStore(path: path, key: key))
    try shop.billing().order(
      Order(id: 1, plan: shop.plan, item: "none", address: "192.0.2.17"))
    let server = try server()
    try await shop.billing().withISPmanager(of: 1) { ispmanager in
      try await ispmanager.connect(to: server)
      try await ispmanager.createDomain("example.net")
    }

    let other = Provisioner(
      store: try BillingStore(path: path, key: key), transport: shop.panel.transport,
      outbox: shop.outbox)
    let (known, domains) = try await other.withISPmanager(of: 1) {
      (await $0.slaveServer, await $0.domains.map(\.name))
    }

    #expect(known == server)
    #expect(domains == ["example.net"])
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path) {
      let bytes = try Data(contentsOf: scratch.appending(path: name))
      #expect(bytes.range(of: Data("user-secret".utf8)) == nil, "\(name)")
    }
  }

  private var masters: [String: String] { shop.panel.state.withLock { $0.masters } }

  private func work(_ body: @Sendable (ISPmanager) async throws -> Void) async throws {
    try await shop.billing().withISPmanager(
      of: 117,
      notify: { [told] in told.note("\($0) \($1.joined(separator: " "))") }, body)
  }

  private func server() throws -> SlaveServer {
    SlaveServer(
      url: try PanelURL("https://127.0.0.1:1500"), username: "customer", password: "user-secret",
      nameServers: ["ns1.company.com", "ns2.company.com"])
  }

  private func zone(_ ispmanager: ISPmanager) async throws -> Zone {
    let origin = try Name("example.net.")
    let text = try #require(await ispmanager.domains.first { $0.name == "example.net" }).text
    return try Zone(origin: origin, records: ZoneText.records(text.utf8, origin: origin))
  }
}
