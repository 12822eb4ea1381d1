import DNSPeers
import DNSWire

/// What two servers may differ in: the rows of the table in docs/decisions/0006.
struct AnswerComparison {
  /// A row of the table.
  enum Row: String {
    case anyIsOneSet = "ANY: which sets are given"
    case anyOfDS = "ANY where DS stands alone"
    case anyBelowDNAME = "ANY below a DNAME"
    case additional = "additional section: optional addresses"
    case signerAtAlias = "DS at an alias that leads to the name of a zone"
    case signerOfChild = "DS of a zone that the zone above does not delegate"
    case longChain = "more than 11 aliases, or without end"
    case otherZone = "an alias into another zone of the server"
    case circle = "aliases in a circle"
    case signatureAtAlias = "RRSIG or NSEC asked at an alias"
    case truncated = "truncated: which records still come"
    case wildcardGlue = "glue from a wildcard"
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
      return hasWildcardGlue(ours, theirs) ? .explained(.wildcardGlue) : .unexplained("glue")
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
    guard let question = ours.questions.first, question == theirs.questions.first,
      let whole = zones.closest(to: question.name)?.answer(to: question)
    else { return nil }
    return switch program {
    case .bind: bindRow(question, whole, ours, theirs)
    case .nsd: nsdRow(question, whole, ours, theirs)
    }
  }

  /// `whole` is what the zone says, before it is cut to the size of a message.
  private func bindRow(
    _ question: Question, _ whole: ZoneAnswer, _ ours: Message, _ theirs: Message
  ) -> Row? {
    if question.type == .ds, leadsElsewhere(ours), ours.answers == theirs.answers,
      case .cname(let target)? = theirs.answers.last?.data,
      theirs.authorities.map(\.name) == [target], theirs.authorities[0].type == .soa
    {
      return .signerAtAlias
    }
    // One set fits where all do not.
    if question.type == .any, theirs.header.isTruncated, !ours.header.isTruncated,
      ours.header.responseCode == theirs.header.responseCode, !ours.answers.isEmpty
    {
      return .anyIsOneSet
    }
    let chain = Set(whole.answers.flatMap(\.records))
    let isLong = chain.count(where: { $0.type == .cname }) > 11
    return isLong && theirs.header.responseCode == .serverFailure
      && chain.isSuperset(of: theirs.answers) ? .longChain : nil
  }

  private func nsdRow(
    _ question: Question, _ whole: ZoneAnswer, _ ours: Message, _ theirs: Message
  ) -> Row? {
    let chain = Set(whole.answers.flatMap(\.records))
    let isNoError = theirs.header.responseCode == .noError
    if isNoError, isOfUndelegatedChild(ours, theirs) { return .signerOfChild }
    if ours.header.responseCode == .serverFailure {
      return isNoError && whole.code == .serverFailure && chain == Set(theirs.answers)
        ? .circle : nil
    }
    if isNoError, whole.answers.count > ZoneAnswer.maximumAliasCount,
      chain.isSuperset(of: ours.answers),
      chain.isSubset(of: theirs.answers) || chain.isSuperset(of: theirs.answers)
    {
      return .longChain
    }
    if [.rrsig, .nsec].contains(question.type), ours.answers.isEmpty,
      theirs.answers.contains(where: { $0.type == .cname && $0.name == question.name })
    {
      return .signatureAtAlias
    }
    return goingOnRow(question, ours, theirs)
  }

  /// NSD goes on where we stop.
  private func goingOnRow(_ question: Question, _ ours: Message, _ theirs: Message) -> Row? {
    let isSame = Set(ours.answers) == Set(theirs.answers) && ours.authorities == theirs.authorities
    guard !isSame, Set(ours.answers).isSubset(of: theirs.answers) else { return nil }
    if question.type == .any, ours.answers.map(\.type) == [.dname, .cname] {
      return .anyBelowDNAME
    }
    return leadsElsewhere(ours) ? .otherZone : nil
  }

  /// NSD has the zones in one tree: for it a name that is a zone, asked for or at the end of aliases,
  /// owns nothing in the zone above, unless that delegates it, and is there in any case.
  private func isOfUndelegatedChild(_ ours: Message, _ theirs: Message) -> Bool {
    guard let question = ours.questions.first, question.type == .ds,
      Set(theirs.answers).isSubset(of: ours.answers)
    else { return false }
    var end = question.name
    if case .cname(let target)? = theirs.answers.last?.data { end = target }
    guard zones.zones[end] != nil, zone(for: end, .ds)?.set(end, .ns) == nil else { return false }
    return ours.header.responseCode == .nameError || ours.answers.count > theirs.answers.count
  }

  /// Whether all glue that we have not is what NSD makes of wildcards.
  private func hasWildcardGlue(_ ours: Message, _ theirs: Message) -> Bool {
    guard program == .nsd, let zone = ours.questions.first.flatMap({ zones.closest(to: $0.name) })
    else { return false }
    return Set(theirs.additionals).subtracting(ours.additionals).allSatisfy { glue in
      zone.set(glue.name, glue.type) == nil && glue.name.isSubdomain(of: zone.origin)
        && (zone.origin.labelCount..<glue.name.labelCount).contains { count in
          let wildcard = try? Name("*", relativeTo: glue.name.suffix(count))
          return wildcard.flatMap { zone.set($0, glue.type) }?.data.contains(glue.data) == true
        }
    }
  }

  /// Whether the last alias of an answer leads out of the zone of the question into another one.
  private func leadsElsewhere(_ message: Message) -> Bool {
    guard let question = message.questions.first,
      case .cname(let target)? = message.answers.last?.data,
      let there = zone(for: target, question.type)
    else { return false }
    return there.origin != zone(for: question.name, question.type)?.origin
  }

  /// The closest zone; for DS at the name of a zone the one above (RFC 4035 section 3.1.4.1).
  private func zone(for name: Name, _ type: RecordType) -> Zone? {
    let zone = zones.closest(to: name)
    guard type == .ds, zone?.origin == name else { return zone }
    return name.parent.flatMap(zones.closest) ?? zone
  }
}
