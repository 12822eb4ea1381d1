import DNSWire
import Foundation
import Testing

/// The same questions to the same zones, here and in BIND.
struct DifferentialTests {
  /// One seed for every run; another is given by DIFFERENTIAL_SEED, to look for what this one misses.
  private static let seed =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_SEED"].flatMap(UInt64.init) ?? 53
  private static let questionCount =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_QUESTIONS"].flatMap(Int.init) ?? 2_000

  private static let zoneCount =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_ZONES"].flatMap(Int.init) ?? 100

  @Test(.enabled(if: NamedProcess.isInstalled, "BIND is not installed"))
  func `BIND gives the same answers`() throws {
    var generated = try GeneratedZones(seed: Self.seed, count: Self.zoneCount)
    let named = try NamedProcess(generated.zones)
    try #require(named.complaints.isEmpty, "BIND does not load all zones: \(named.complaints)")
    let zones = ZoneSet(generated.zones)
    var differences: [String] = []
    for id in 0..<Self.questionCount {
      let query = Message.query(
        id: UInt16(truncatingIfNeeded: id), try generated.question(), edns: EDNS())
      let outcome = Responder().respond(
        to: try query.encoded(), over: .udp, closestZone: zones.closest)
      guard case .reply(let bytes) = outcome else {
        differences.append("no reply to \(query.questions)")
        continue
      }
      let (ours, theirs) = (try Message(decoding: bytes), try named.ask(query))
      if let difference = difference(ours, theirs) {
        differences.append(
          "\(difference): \(query.questions[0].name) \(query.questions[0].type)\n"
            + "ours\n\(shown(ours))named\n\(shown(theirs))")
      }
    }
    #expect(
      differences.isEmpty,
      "\(differences.count) of \(Self.questionCount), seed \(Self.seed)\n\(differences.prefix(12).joined(separator: "\n"))"
    )
  }

  /// What differs and must not; the order of records and the case of names may.
  private func difference(_ ours: Message, _ theirs: Message) -> String? {
    if ours.header != theirs.header { return "header" }
    if ours.questions != theirs.questions { return "question" }
    let isAny = ours.questions.first?.type == .any
    // BIND hides the types of DNSSEC from ANY while a zone is not signed; RFC 8482 lets us give DS, the
    // only one here, and section 4.1 leaves to us which set it is.
    if isAny, !ours.answers.isEmpty, ours.answers.allSatisfy({ $0.type == .ds }) { return nil }
    // RFC 8482 lets us give one set of those that BIND gives.
    let isSame =
      isAny
      ? Set(ours.answers).isSubset(of: theirs.answers)
        && ours.answers.isEmpty == theirs.answers.isEmpty
      : Set(ours.answers) == Set(theirs.answers)
    if !isSame { return "answer" }
    if Set(ours.authorities) != Set(theirs.authorities) { return "authority" }
    let isReferral = theirs.authorities.contains { $0.type == .ns }
    // BIND gives the glue and nothing else; we add the other addresses that the zone has.
    if isReferral, !Set(theirs.additionals).isSubset(of: ours.additionals) { return "glue" }
    return nil
  }

  private func shown(_ message: Message) -> String {
    "  \(message.header.responseCode) aa=\(message.header.isAuthoritative) "
      + "tc=\(message.header.isTruncated)\n"
      + [
        ("answer", message.answers), ("authority", message.authorities),
        ("additional", message.additionals),
      ].map { section, records in
        records.map { "  \(section): \(String($0.description.prefix(120)))\n" }.joined()
      }.joined()
  }
}
