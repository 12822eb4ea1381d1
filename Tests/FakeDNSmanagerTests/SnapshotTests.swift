import Foundation
import Testing

@testable import FakeDNSmanager

struct SnapshotTests {
  @Test func `a loaded world answers as the saved one does, and makes the same ids`() throws {
    let world = try World.furnished()
    _ = world.call("auth", ["username": "provider", "password": "provider-secret"])
    world.clock.step(by: 60)

    let loaded = try World(Snapshot(json: world.snapshot().json))

    #expect(try loaded.snapshot() == world.snapshot())
    #expect(loaded.clock.now == world.clock.now && loaded.clock.isFrozen)
    for function in FunctionCatalog.contracts where function.effect == .reads {
      let parameters: KeyValuePairs = ["elid": "example.com"]
      #expect(
        loaded.call(function.name, parameters, as: "root")
          == world.call(function.name, parameters, as: "root"), "\(function.name)")
    }
    let login: KeyValuePairs = ["username": "root", "password": "root-secret"]
    #expect(loaded.call("auth", login) == world.call("auth", login))
    try loaded.makeUser("new")
    try world.makeUser("new")
    #expect(try loaded.snapshot().json == world.snapshot().json)
  }

  @Test func `any text survives`() throws {
    let world = try World.furnished()
    let text = "\u{0}\u{1}\"\\\u{2028}👩‍👩‍👧‍👦\r\n'"
    _ = world.call("user.edit", ["elid": "dns117", "note": text, "sok": "ok"], as: "provider")

    let snapshot = try Snapshot(json: world.snapshot().json)

    #expect(try snapshot == world.snapshot())
    let notes = snapshot.state[table: "account"].map { table in
      table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0))["note"] }
    }
    #expect(notes?.contains(.text(text)) == true)
  }

  @Test func `a difference names the rows and columns, and shows no secret`() throws {
    let world = try World.furnished()
    let before = try world.snapshot()
    _ = world.call("domain.delete", ["elid": "example.com", "sok": "ok"], as: "provider")
    _ = world.call("user.suspend", ["elid": "dns117"], as: "provider")
    _ = world.call(
      "user.edit", ["elid": "dns117", "passwd": "new-secret", "sok": "ok"], as: "root")
    try world.makeUser("later")

    let difference = before.changes(to: try world.snapshot())

    let kinds = difference.changes.map { "\($0.kind) \($0.table)" }
    #expect(
      Set(kinds) == [
        "changed account", "added account", "removed domain", "removed record", "changed world",
      ])
    let changed = try #require(
      difference.changes.first { $0.table == "account" && $0.kind == .changed })
    #expect(changed.cells.contains(.init(column: "active", before: "1", after: "0")))
    #expect(changed.cells.contains(.init(column: "password", before: "***", after: "***")))
    #expect(difference.text.contains("+ account"))
    #expect(difference.text.contains("name=\"later\""))
    let hashes = try #require(before.state[table: "account"]).rows.flatMap { $0 }
      .compactMap { if case .text(let text) = $0, text.count > 30 { text } else { nil } }
    #expect(!hashes.isEmpty && !hashes.contains { difference.text.contains($0) })
    #expect(before.changes(to: before).changes.isEmpty)
  }

  @Test(arguments: [
    (#"[]"#, "file"), (#"{"#, "file"), (#"{"nslab_snapshot":1}"#, "time"),
    (#"{"nslab_snapshot":1,"time":-1,"frozen":true,"tables":{}}"#, "time"),
    (#"{"nslab_snapshot":1,"time":253402300800,"frozen":true,"tables":{}}"#, "time"),
    (#"{"nslab_snapshot":5,"time":0,"frozen":true,"tables":{}}"#, "nslab_snapshot"),
    (#"{"nslab_snapshot":0,"time":0,"frozen":true,"tables":{}}"#, "nslab_snapshot"),
    (
      #"{"nslab_snapshot":1,"time":0,"frozen":true,"tables":{"world":[{"settings":"[]"}]}}"#,
      "tables.world.1.settings"
    ),
    (#"{"nslab_snapshot":1,"time":0,"frozen":true,"tables":{"x; DROP":[]}}"#, "tables.x; DROP"),
    (
      #"{"nslab_snapshot":1,"time":0,"frozen":true,"tables":{"account":[{"id":1},{"\"":1}]}}"#,
      "tables.account.2.\""
    ),
    (
      #"{"nslab_snapshot":1,"time":0,"frozen":true,"tables":{"account":[{"id":[]}]}}"#,
      "tables.account.1.id"
    ),
  ])
  func `a file that cannot be read is refused with the field`(text: String, field: String) {
    let error = #expect(throws: SnapshotError.self) { try Snapshot(json: Array(text.utf8)) }

    #expect(error?.field == field)
  }

  /// `fixtures/snapshots` has a file of each version, of the same world.
  @Test(arguments: Snapshot.readableVersions)
  func `a file of each version that was ever written is read`(version: Int) throws {
    let file = try Repository.data("fixtures/snapshots/version-\(version).json")

    let snapshot = try Snapshot(json: file)
    #expect(snapshot.fileVersion == version)
    let world = try World(snapshot)

    #expect(try world.error("domain", as: "provider") == nil)
    #expect(world.call("domain", as: "provider").text.contains("example.com"))
    let settings = try world.settings
    #expect(settings.mode == .documented && settings.sessionLifetime == 1_800)
  }

  /// Earlier files say of which namespace a shared domain is, and not whose.
  @Test func `shared domains of earlier files belong to the namespace's reseller`() throws {
    let file = try Repository.data("fixtures/snapshots/version-3.json")
    let text = String(decoding: file, as: UTF8.self)
    let shared = #""shareddomain":[{"id":1,"namespace":1,"name":"shared.example","domainlimit":3}]"#
    try #require(text.contains("\"shareddomain\":[]"))

    let world = try World(
      Snapshot(json: Array(text.replacing("\"shareddomain\":[]", with: shared).utf8)))

    #expect(try world.column("name", of: "shareddomain", as: "provider") == ["shared.example"])
    #expect(try world.column("domainlimit", of: "shareddomain", as: "provider") == ["3"])
  }

  /// A program of the last version must refuse what it would misunderstand.
  @Test func `tables, columns and settings are those of the version, or it is raised`() throws {
    let file = try Repository.data("fixtures/snapshots/version-\(Snapshot.version).json")
    let written = try Snapshot(json: file)

    let now = try World(written).snapshot()

    #expect(now.json == file)
    let settings = try written.state[table: "world"]?.rows.first?.compactMap { cell in
      if case .text(let text) = cell { try keys(Array(text.utf8)) } else { nil }
    }.first
    let known = try keys(Array(JSONEncoder().encode(WorldSettings())))
    #expect(settings == known, "raise Snapshot.version and keep the old file")
  }

  private func keys(_ json: [UInt8]) throws -> Set<String>? {
    (try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]).map { Set($0.keys) }
  }

  static let wrongSettings: [(String, String, String)] = [
    ("\\\"primaryPort\\\":53", "\\\"primaryPort\\\":99999999", "'primary_port'"),
    ("\\\"ttl\\\":3600", "\\\"ttl\\\":-5", "'ttl'"),
    ("127.53.0.0", "junk", "'address_pool'"),
    ("\\\"rootAddress\\\":\\\"127.54.0.1\\\"", "\\\"rootAddress\\\":\\\"junk\\\"", "root \"junk\""),
    ("\\\"127.54.0.2\\\"", "\\\"127.53.0.2\\\"", "registry \"127.53.0.2\""),
    ("\\\"in-addr.arpa\\\"", "\\\"..\\\"", "zones \"..\""),
  ]

  @Test(arguments: wrongSettings)
  func `settings that no world file could have make no world`(
    old: String, new: String, word: String
  ) throws {
    let text = String(decoding: try World.withParents().snapshot().json, as: UTF8.self)
    #expect(throws: Never.self) { try World(Snapshot(json: Array(text.utf8))) }
    try #require(text.contains(old))

    let error = #expect(throws: SnapshotError.self) {
      try World(Snapshot(json: Array(text.replacing(old, with: new).utf8)))
    }

    #expect(error?.field == "tables.world.1.settings")
    #expect(error?.problem.contains(word) == true, "\(error?.problem ?? "")")
  }

  /// SQLite rolls back by itself then.
  @Test func `an id beyond the last one is told as what it is`() throws {
    let text = String(decoding: try World.furnished().snapshot().json, as: UTF8.self)
    let last = try #require(text.firstMatch(of: /"name":"account","seq":(\d+)/))
    let world = try World(
      Snapshot(
        json: Array(
          text.replacing(last.0, with: "\"name\":\"account\",\"seq\":\(Int64.max)").utf8)))
    let account = Account(name: "x", level: .admin, password: StoredPassword(stored: ""))

    let error = #expect(throws: (any Error).self) {
      try world.store.change { try $0.insert(account) }
    }

    #expect("\(try #require(error))".contains("full"))
    #expect(throws: Never.self) { try world.settings }
  }

  @Test(arguments: [Int64.min, .max])
  func `a session of no possible time is over or begins, and harms nobody`(used: Int64) throws {
    let world = try World.furnished()
    let id = try world.signIn("provider")
    let now = world.clock.now.seconds
    let text = String(decoding: try world.snapshot().json, as: UTF8.self)
    try #require(text.contains("\"used\":\(now)"))

    let loaded = try World(
      Snapshot(json: Array(text.replacing("\"used\":\(now)", with: "\"used\":\(used)").utf8)))

    let answer = loaded.answer(PanelRequest(query: "func=whoami&out=xml&auth=\(id)"))
    #expect(try answer.refusal() == (used < 0 ? "auth/badsession" : nil))
  }

  @Test(arguments: [
    ("\"user\":3", "\"user\":99"), ("\"level\":24", "\"level\":25"),
    ("\"name\":\"provider2\"", "\"name\":\"PROVIDER\""),
    ("{\"seed\":1", "{\"seed\":1},{\"seed\":2"),
  ])
  func `rows that do not fit together make no world`(old: String, new: String) throws {
    let text = String(decoding: try World.furnished().snapshot().json, as: UTF8.self)
    try #require(text.contains(old))

    #expect(throws: SnapshotError.self) {
      try World(Snapshot(json: Array(text.replacing(old, with: new, maxReplacements: 1).utf8)))
    }
  }
}
