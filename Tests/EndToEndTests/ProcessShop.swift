import FakeDNSmanager
import Foundation
import Provisioner
import TestSupport
import Testing

/// A panel that is served on loopback, and a billing side in files for processes of the program.
struct ProcessShop {
  static let password = "reseller-canary-1"

  let billing: Provisioner
  let folder: URL
  let world: World
  private let panel: RunningPanel
  let url: String
  /// The plan that orders are for, with the resource `ns` alone.
  let plan: Int64

  init() async throws {
    var file = WorldFile()
    file.resellers = [
      .init(name: "provider", password: Self.password, namespace: "company.com")
    ]
    world = try World(file)
    panel = try await FakeDNSmanager.start(world: world)
    url = "http://127.0.0.1:\(panel.httpPort ?? 0)/dnsmgr"
    folder = FileManager.default.temporaryDirectory.appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try BillingStore(
      path: folder.appending(path: "billing").path,
      key: SecretKey(file: folder.appending(path: "key").path))
    billing = Provisioner(store: store, transport: .http(), outbox: MemoryOutbox())
    let provider = try billing.addProvider(named: "P1").id
    plan = try billing.addPlan(
      named: "T1", provider: provider, nameServers: NameServerResource()
    ).id
    try await billing.addIntegration(
      IntegrationForm(
        panel: "dnsmanager5", name: "I1", url: url, username: "provider",
        password: Secret(Self.password), providerNS: true, privateNS: true), unchecked: true)
  }

  /// How many requests the panel has answered.
  var requestCount: Int { world.journal.entries.count }

  /// The bytes of the database and its log, as text.
  var databaseText: String {
    ["billing", "billing-wal"].map { name in
      let path = folder.appending(path: name).path
      return String(
        decoding: FileManager.default.contents(atPath: path) ?? Data(), as: Unicode.ASCII.self)
    }.joined()
  }

  func order(
    _ services: [Int64], _ item: NameServerChoice = .provider, plan: Int64? = nil
  ) throws {
    for service in services {
      try billing.order(
        Order(
          id: service, plan: plan ?? self.plan, item: item.rawValue, address: "127.0.0.1",
          panel: .ispmanager))
    }
  }

  /// The options that name the database and the key.
  var records: [String] {
    [
      "--database", folder.appending(path: "billing").path,
      "--key-file", folder.appending(path: "key").path,
    ]
  }

  /// Starts `nslab provision` with those arguments.
  func start(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Child {
    try await Program.start(
      ["provision"] + arguments + records, environment: environment)
  }

  /// Starts all of them before it waits for the first.
  func runAtOnce(_ commands: [[String]]) async throws -> [Child.End] {
    var programs: [Child] = []
    for command in commands { programs.append(try await start(command)) }
    var ends: [Child.End] = []
    for program in programs { ends.append(try await program.end()) }
    return ends
  }

  /// Each service is active, has one user and one mail, and the mailed password logs in.
  func expectOpened(
    _ services: [Int64], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let reseller = try client("provider", Secret(Self.password))
    let users = try await reseller.users().map(\.name)
    #expect(users.sorted() == services.map { "dns\($0)" }.sorted(), sourceLocation: sourceLocation)
    #expect(
      try billing.services().allSatisfy { $0.status == .active }, sourceLocation: sourceLocation)
    #expect(try billing.operations().isEmpty, sourceLocation: sourceLocation)
    #expect(
      try billing.mails().map(\.service).sorted() == services, sourceLocation: sourceLocation)
    let outbox = folder.appending(path: "billing.outbox").path
    let files = try FileManager.default.contentsOfDirectory(atPath: outbox)
    #expect(files.count == services.count, sourceLocation: sourceLocation)
    for file in files {
      let mail = try String(contentsOfFile: "\(outbox)/\(file)", encoding: .utf8)
      let login = try #require(mail.firstMatch(of: /Login: (dns\d+)\r\n/)).1
      let password = try #require(mail.firstMatch(of: /Password: ([A-Za-z0-9]+)\r\n/)).1
      let account = try await client(String(login), Secret(String(password))).whoami()
      #expect(account.name == login, sourceLocation: sourceLocation)
    }
  }

  func close() async {
    await panel.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  func client(_ username: String, _ password: Secret) throws -> DNSmanagerClient {
    DNSmanagerClient(
      url: try PanelURL(url), username: username, password: password, transport: .http())
  }
}
