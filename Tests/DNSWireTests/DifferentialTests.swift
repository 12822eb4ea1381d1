import DNSPeers
import DNSWire
import Foundation
import Testing

/// The same questions to the same zones, here and in real name servers.
struct DifferentialTests {
  /// One seed for every run; another is given by DIFFERENTIAL_SEED, to look for what this one misses.
  private static let seed =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_SEED"].flatMap(UInt64.init) ?? 53
  private static let questionCount =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_QUESTIONS"].flatMap(Int.init) ?? 2_000
  private static let zoneCount =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_ZONES"].flatMap(Int.init) ?? 100

  @Test(
    .enabled(if: PeerServer.Program.bind.isInstalled, "BIND is not installed"),
    .timeLimit(.minutes(5)))
  func `BIND gives the same answers`() async throws {
    try await compare(with: .bind)
  }

  @Test(
    .enabled(if: PeerServer.Program.nsd.isInstalled, "NSD is not installed"),
    .timeLimit(.minutes(5)))
  func `NSD gives the same answers`() async throws {
    try await compare(with: .nsd)
  }

  private func compare(with program: PeerServer.Program) async throws {
    var generated = try GeneratedZones(
      seed: Self.seed, count: Self.zoneCount, avoidsDataBelowDNAME: program == .nsd)
    let peer = try await PeerServer(
      program,
      .init(zones: generated.zones.map { (name: $0.origin, source: .file($0.text)) }))
    let zones = ZoneSet(generated.zones)
    let comparison = AnswerComparison(program: program, zones: zones)
    var differences: [String] = []
    var explained: [String: Int] = [:]
    for id in 0..<Self.questionCount {
      let query = try generated.query(id: UInt16(truncatingIfNeeded: id))
      let isOverTCP = generated.isOverTCP()
      let outcome = Responder().respond(
        to: try query.encoded(), over: isOverTCP ? .tcp : .udp, closestZone: zones.closest)
      guard case .reply(let bytes) = outcome else {
        differences.append("no reply to \(query.questions)")
        continue
      }
      let ours = try Message(decoding: bytes)
      guard let theirs = try? peer.ask(query, over: isOverTCP ? .tcp : .udp) else {
        differences.append("no reply of \(program) to \(query)")
        continue
      }
      switch comparison.difference(ours, theirs) {
      case nil: break
      case .explained(let row): explained[row.rawValue, default: 0] += 1
      case .unexplained(let part):
        differences.append(
          "\(part): \(query.questions[0].name) \(query.questions[0].type)\n"
            + "ours\n\(shown(ours))\(program)\n\(shown(theirs))")
      }
    }
    report(program, explained, differences.count)
    #expect(
      differences.isEmpty,
      """
      \(differences.count) of \(Self.questionCount), seed \(Self.seed)
      \(differences.prefix(12).joined(separator: "\n"))
      """)
  }

  /// Writes the figures to the file that DIFFERENTIAL_REPORT names, for people.
  private func report(
    _ program: PeerServer.Program, _ explained: [String: Int], _ unexplained: Int
  ) {
    guard let path = ProcessInfo.processInfo.environment["DIFFERENTIAL_REPORT"] else { return }
    let rows = explained.sorted { $0.key < $1.key }.map { "  \($0.value) \($0.key)\n" }.joined()
    let text =
      "\(program), seed \(Self.seed): \(Self.questionCount) questions, \(Self.zoneCount) zones, "
      + "\(unexplained) unexplained differences; explained:\n\(rows)"
    try? text.write(toFile: "\(path).\(program)", atomically: true, encoding: .utf8)
  }

  private func shown(_ message: Message) -> String {
    "  \(message.header.responseCode) aa=\(message.header.isAuthoritative) "
      + "tc=\(message.header.isTruncated) edns=\(message.edns?.payloadSize ?? 0)\n"
      + [
        ("answer", message.answers), ("authority", message.authorities),
        ("additional", message.additionals),
      ].map { section, records in
        records.map { "  \(section): \(String($0.description.prefix(120)))\n" }.joined()
      }.joined()
  }
}
