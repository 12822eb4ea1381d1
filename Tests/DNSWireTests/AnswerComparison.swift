import DNSPeers
import DNSWire

/// What two servers may differ in: the rows of the table in docs/decisions/0006.
struct AnswerComparison {
  /// A row of the table.
  enum Row: String {
    case anyIsOneSet = "ANY: which sets are given"
    case anyOfDS = "ANY where DS stands alone"
    case additional = "additional section: optional addresses"
    case signerOfChild = "DS of a zone that the zone above does not delegate"
    case longChain = "more than 11 aliases"
    case otherZone = "an alias into another zone of the server"
    case selfAlias = "an alias of itself"
    case signatureAtAlias = "RRSIG or NSEC asked at an alias"
    case truncated = "truncated: which records still come"
  }

  enum Difference {
    case explained(Row)
    /// The part of the message that is not the same.
    case unexplained(String)
  }

  let program: PeerServer.Program
  let zones: ZoneSet

  /// What differs; the order of records and the case of names may.
  func difference(_ ours: Message, _ theirs: Message) -> Difference? {
    if let row = aliasRow(ours, theirs) { return .explained(row) }
    if ours.header != theirs.header { return .unexplained("header") }
    if ours.questions != theirs.questions { return .unexplained("question") }
    if (ours.edns == nil) != (theirs.edns == nil) { return .unexplained("EDNS") }
    if ours.header.isTruncated {
      return ours.answers == theirs.answers && ours.authorities == theirs.authorities
        ? nil : .explained(.truncated)
    }
    if ours.questions.first?.type == .any, !ours.answers.isEmpty,
      Set(ours.answers) != Set(theirs.answers)
    {
      return anyDifference(ours, theirs)
    }
    if Set(ours.answers) != Set(theirs.answers) { return .unexplained("answer") }
    if Set(ours.authorities) != Set(theirs.authorities) { return .unexplained("authority") }
    let isReferral = theirs.authorities.contains { $0.type == .ns }
    if isReferral, !Set(theirs.additionals).isSubset(of: ours.additionals) {
      return .unexplained("glue")
    }
    return Set(ours.additionals) == Set(theirs.additionals) ? nil : .explained(.additional)
  }

  /// RFC 8482 lets us give one set of those that are there, and leaves open which.
  private func anyDifference(_ ours: Message, _ theirs: Message) -> Difference {
    // BIND hides the types of DNSSEC from ANY while a zone is not signed.
    if program == .bind, ours.answers.allSatisfy({ $0.type == .ds }) {
      return .explained(.anyOfDS)
    }
    let isRight =
      switch program {
      case .bind: Set(ours.answers).isSubset(of: theirs.answers)
      // With minimal responses it gives one set too: both must be of the same name.
      case .nsd: Set(ours.answers.map(\.name)) == Set(theirs.answers.map(\.name))
      }
    return isRight ? .explained(.anyIsOneSet) : .unexplained("answer to ANY")
  }

  private func aliasRow(_ ours: Message, _ theirs: Message) -> Row? {
    guard let question = ours.questions.first, question == theirs.questions.first else {
      return nil
    }
    let aliases = theirs.answers.filter { $0.type == .cname }
    switch program {
    case .bind:
      let isLong = ours.answers.count(where: { $0.type == .cname }) > 11
      return isLong && theirs.header.responseCode == .serverFailure ? .longChain : nil
    case .nsd:
      if ours.header.responseCode == .serverFailure, Set(ours.answers) == Set(theirs.answers),
        ours.answers.contains(where: { $0.data == .cname($0.name) })
      {
        return .selfAlias
      }
      // Its tree has the name, for the zone below; the zone that is asked does not.
      if question.type == .ds, zones.zones[question.name] != nil, theirs.answers.isEmpty,
        ours.header.responseCode == .nameError, theirs.header.responseCode == .noError
      {
        return .signerOfChild
      }
      if [.rrsig, .nsec].contains(question.type), ours.answers.isEmpty,
        aliases.contains(where: { $0.name == question.name })
      {
        return .signatureAtAlias
      }
      let goesOn =
        Set(ours.answers) != Set(theirs.answers) || ours.authorities != theirs.authorities
      return leadsElsewhere(ours) && goesOn && Set(ours.answers).isSubset(of: theirs.answers)
        ? .otherZone : nil
    }
  }

  /// Whether the last alias of an answer leads out of the zone of the question into another one.
  private func leadsElsewhere(_ message: Message) -> Bool {
    guard let name = message.questions.first?.name,
      case .cname(let target)? = message.answers.last?.data,
      let there = zones.closest(to: target)
    else { return false }
    return there.origin != zones.closest(to: name)?.origin
  }
}
