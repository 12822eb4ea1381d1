import Foundation
import StrictYAML
import Testing

@testable import Conformance

struct StatementTests {
  private static let claim = ConformanceStatement.Claim(
    who: "Example: \"quoted\" GmbH", product: "our provisioner", version: "1.2")

  /// A bundle of one scenario that passes, or of one that fails.
  private func bundle(passing: Bool = true) async throws -> EvidenceBundle {
    let clauses = try ClauseCatalog.load("\(Fixtures.folder)/clauses.yaml")
    let suite = try Suite.load(
      ["\(Fixtures.folder)/scenarios/order/one-user-per-order.yaml"], clauses: clauses)
    let mutant = MutantCatalog.entries.first { $0.name == "dropsDnsPrefix" }
    let target =
      passing ? FakeTarget.onFixtures : FakeTarget.onFixtures.showing(try #require(mutant))
    var configuration = Runner.Configuration()
    configuration.profiles = try ProfileCatalog.load(
      "\(Fixtures.folder)/profiles.yaml", clauses: clauses
    ).selecting(["core"])
    let report = await Runner(clauses: clauses, configuration: configuration)
      .run(suite, on: target)
    return try EvidenceBundle(
      report, of: suite, clauseFile: "\(Fixtures.folder)/clauses.yaml",
      profileFile: "\(Fixtures.folder)/profiles.yaml",
      worldFolder: "\(Fixtures.folder)/worlds")
  }

  @Test(arguments: [true, false])
  func `a statement says what its evidence says, whatever that is`(passing: Bool) async throws {
    let bundle = try await bundle(passing: passing)
    let text = try ConformanceStatement(Self.claim, on: bundle).text

    #expect(try StatementCheck.differences(of: text, file: "s.yaml", from: bundle) == [])
    #expect(text.contains("result: \"\(passing ? "passed" : "not passed")\""))
    #expect(text.contains("who: \"Example: \\\"quoted\\\" GmbH\""))
    // One scenario is not all of a profile, however well it went.
    #expect(text.contains("  \"core\": { verdict: \"\(passing ? "partial" : "failed")\", "))
  }

  @Test(arguments: [
    ("result: \"not passed\"", "result: \"passed\"", "result"),
    ("  fail: \"1\"\n", "  pass: \"1\"\n", "cases.pass"),
    ("verdict: \"fail\"", "verdict: \"skip\"", "exceptions.0.verdict"),
    ("nslab run", "nslab run --tag easy", "reproduce.1"),
    ("verdict: \"failed\"", "verdict: \"conformant\"", "profiles.core.verdict"),
  ])
  func `whoever changes a word is found out`(
    said: String, instead: String, field: String
  ) async throws {
    let bundle = try await bundle(passing: false)
    let text = try ConformanceStatement(Self.claim, on: bundle).text
    try #require(text.contains(said))

    let differences = try StatementCheck.differences(
      of: text.replacing(said, with: instead, maxReplacements: 1), file: "s.yaml", from: bundle)

    #expect(differences.contains { $0.field == field }, "\(differences)")
  }

  @Test func `a statement that leaves its exceptions out is found out`() async throws {
    let bundle = try await bundle(passing: false)
    let lines = try ConformanceStatement(Self.claim, on: bundle).text.split(separator: "\n")
    let text = lines.filter { !$0.hasPrefix("exceptions:") && !$0.hasPrefix("  - { case") }
      .joined(separator: "\n")

    let differences = try StatementCheck.differences(of: text, file: "s.yaml", from: bundle)

    #expect(differences.contains { $0.field == "exceptions.0.case" && $0.stated == nil })
  }

  @Test func `other evidence does not bear a statement out`() async throws {
    let text = try ConformanceStatement(Self.claim, on: try await bundle(passing: true)).text

    let differences = try StatementCheck.differences(
      of: text, file: "s.yaml", from: try await bundle(passing: false))

    #expect(differences.contains { $0.field == "evidence" })
    #expect(differences.contains { $0.field == "result" })
    #expect(!differences.contains { $0.field == "suite" })
  }

  @Test(arguments: ["who", "product", "version"])
  func `a statement without its author's part is refused`(field: String) async throws {
    let bundle = try await bundle()
    let text = try ConformanceStatement(Self.claim, on: bundle).text.split(separator: "\n")
      .filter { !$0.hasPrefix("\(field):") }.joined(separator: "\n")

    #expect(throws: StatementError.incomplete("s.yaml", missing: field)) {
      try StatementCheck.differences(of: text, file: "s.yaml", from: bundle)
    }
  }

  @Test func `evidence whose report was changed by hand is judged again`() async throws {
    let bundle = try await bundle(passing: false)
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "b.zip").path()
    try bundle.write(to: path)
    let archive = try StoredArchive(Array(try Data(contentsOf: URL(filePath: path))))
    // The forger says that each clause is proved and each profile kept, and leaves the checks alone.
    let forged = archive.entries.map { entry in
      let text = String(decoding: entry.bytes, as: UTF8.self)
        .replacing(/("passed" : \d+,\s+"verdict" : )"failed"/) { "\($0.1)\"proved\"" }
        .replacing("\"verdict\" : \"failed\"", with: "\"verdict\" : \"conformant\"")
      return StoredArchive.Entry(name: entry.name, bytes: Array(text.utf8))
    }
    try Data(StoredArchive(forged).bytes).write(to: URL(filePath: path))

    let text = try ConformanceStatement(Self.claim, on: try EvidenceBundle(contentsOf: path)).text

    #expect(text.contains("stated: { proved: \"0\", failed: "))
    #expect(text.contains("\"core\": { verdict: \"failed\""))
  }
}

struct StoredArchiveTests {
  private static let archive = StoredArchive([
    .init(name: "b/two.txt", bytes: Array("zwei\u{0}\u{FF}".utf8)), .init(name: "a.txt", bytes: []),
  ])

  @Test func `what is written is read back, and twice the same`() throws {
    #expect(try StoredArchive(Self.archive.bytes) == Self.archive)
    #expect(StoredArchive(Self.archive.entries.reversed()).bytes == Self.archive.bytes)
    #expect(Self.archive.entries.map(\.name) == ["a.txt", "b/two.txt"])
  }

  @Test func `no byte can be changed and none be left out`() {
    let bytes = Self.archive.bytes
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x20
      let read = try? StoredArchive(changed)
      #expect(read == nil || read != Self.archive, "byte \(index)")
      #expect((try? StoredArchive(Array(bytes[..<index]))) == nil, "\(index) bytes")
    }
  }

  @Test func `an archive that nobody of us would have written is refused and harms nobody`() {
    let entry = Array(StoredArchive([.init(name: "", bytes: [])]).bytes.prefix(30))
    let many = Array(repeating: entry, count: 70_000).flatMap(\.self)
    var wrong = StoredArchive([.init(name: String(repeating: "a", count: 60_000), bytes: [])]).bytes
    for index in 30..<60_030 { wrong[index] = 0xFF }

    for bytes in [many, wrong] {
      #expect(throws: StoredArchive.Unreadable.self) { try StoredArchive(bytes) }
    }
    #expect(!StoredArchive(Array(repeating: Self.archive.entries[0], count: 70_000)).isWritable)
  }

  @Test func `the checksum is the one of the standard`() {
    #expect(Checksum.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
