/// The search of RFC 1034 section 4.3.2, as RFC 4592 and RFC 6672 have clarified it.
extension Zone {
  /// Answers a question about a name in the zone.
  ///
  /// Owners that match the name asked for are spelled as in the question. No NS records are added to
  /// positive answers. ANY is answered with one set (RFC 8482 section 4.1).
  ///
  /// With `isDNSSECWanted` a signed zone adds the proofs of what is not there; signatures are with the
  /// sets in any case. The class of the question counts as IN. For a name outside of the zone nothing is said but that
  /// name as ``ZoneAnswer/continuation``.
  public func answer(to question: Question, isDNSSECWanted: Bool = false) -> ZoneAnswer {
    var answer = ZoneAnswer()
    answer.isDNSSECWanted = isDNSSECWanted
    answer.continuation = question.name
    while let name = answer.continuation, name.isSubdomain(of: origin) {
      extend(&answer, for: question.type)
    }
    return answer
  }

  /// Does one round of the search, for the name at ``ZoneAnswer/continuation``, and leaves the name
  /// for the next one there, if there is to be one.
  func extend(_ answer: inout ZoneAnswer, for type: RecordType) {
    guard let name = answer.continuation else { return }
    guard answer.answers.count <= ZoneAnswer.maximumAliasCount else {
      answer.continuation = nil
      return
    }
    answer.continuation = step(name, type, &answer)
    if answer.continuation == nil { addAdditionals(to: &answer) }
  }

  /// What the search for a name ends at.
  private enum Match {
    /// The name exists, or a wildcard, which is named then, stands for it.
    case node(Node, wildcard: Name?)
    /// The name is at or below a delegation.
    case delegation(RRset)
    /// The name is below a DNAME.
    case redirection(RRset)
    /// Neither the name nor a wildcard for it exists; the last name above it that does is named.
    case nothing(below: Name)
  }

  private func match(_ name: Name, _ type: RecordType) -> Match {
    if !hasCuts, let node = node(name) { return .node(node, wildcard: nil) }
    var encloser = origin
    for count in origin.labelCount...name.labelCount {
      let ancestor = name.suffix(count)
      guard let node = node(ancestor) else { return wildcardMatch(below: encloser) }
      let isName = count == name.labelCount
      if count > origin.labelCount, let servers = node[.ns], !(isName && node.answersAtCut(type)) {
        return .delegation(servers)
      }
      if isName { return .node(node, wildcard: nil) }
      if let alias = node[.dname] { return .redirection(alias) }
      encloser = ancestor
    }
    return .nothing(below: encloser)
  }

  /// The source of synthesis: the wildcard of the closest encloser and no other (RFC 4592 section
  /// 3.3.1).
  private func wildcardMatch(below encloser: Name) -> Match {
    guard let wildcard = encloser.wildcardChild, let node = node(wildcard) else {
      return .nothing(below: encloser)
    }
    return .node(node, wildcard: wildcard)
  }

  /// Adds what there is to say about a name, and gives the name that an alias leads to.
  private func step(_ name: Name, _ type: RecordType, _ answer: inout ZoneAnswer) -> Name? {
    switch match(name, type) {
    case .nothing(let encloser):
      answer.code = .nameError
      answer.authorities.append(negativeSet)
      proveAbsence(of: name, below: encloser, in: &answer)
    case .delegation(let servers):
      if answer.answers.isEmpty { answer.isAuthoritative = false }
      answer.isReferral = true
      answer.authorities.append(servers)
      addSigners(of: servers.name, to: &answer)
    case .redirection(let alias):
      return follow(alias, from: name, to: type, &answer)
    case .node(let node, let wildcard):
      if !type.isAnsweredByAlias, let alias = node[.cname] {
        proveExpansion(to: name, wildcard: wildcard, in: &answer)
        return follow(alias, from: name, to: type, &answer)
      }
      let found = node.sets(answering: type)
      if found.isEmpty {
        answer.authorities.append(negativeSet)
        proveNoData(at: name, wildcard: wildcard, in: &answer)
      } else {
        answer.answers += found.map { $0.renamed(name) }
        proveExpansion(to: name, wildcard: wildcard, in: &answer)
      }
    }
    return nil
  }

  /// Adds an alias, and gives its target where that is to be searched for.
  private func follow(
    _ alias: RRset, from name: Name, to type: RecordType, _ answer: inout ZoneAnswer
  ) -> Name? {
    // The CNAME that follows from a DNAME may be what was asked for.
    guard let target = addAlias(alias, from: name, &answer), type != .any, type != .cname else {
      return nil
    }
    let isLoop = answer.answers.contains { $0.type == .cname && $0.name == target }
    guard !isLoop else {
      // RFC 1034 section 3.6.2 has loops signalled as an error, and BIND does it so.
      answer.code = .serverFailure
      return nil
    }
    return target
  }

  /// Adds an alias, for a DNAME with the CNAME that follows from it, and gives its target; `nil` when
  /// that is too long.
  private func addAlias(_ alias: RRset, from name: Name, _ answer: inout ZoneAnswer) -> Name? {
    switch alias.data.first {
    case .cname(let target):
      answer.answers.append(alias.renamed(name))
      return target
    case .dname(let target):
      if !answer.answers.contains(where: { $0.type == .dname && $0.name == alias.name }) {
        answer.answers.append(alias)
      }
      guard let target = name.replacing(suffix: alias.name, with: target) else {
        answer.code = .nameExists
        return nil
      }
      // RFC 6672 section 3.1: the TTL is the DNAME's.
      answer.answers.append(RRset(name: name, ttl: alias.ttl, .cname(target)))
      return target
    default: return nil
    }
  }

  /// Adds the addresses that the zone has of hosts named by the last set of the answer, or by a
  /// referral.
  private func addAdditionals(to answer: inout ZoneAnswer) {
    guard
      let set = answer.isReferral
        ? answer.authorities.first(where: { $0.type == .ns }) : answer.answers.last
    else { return }
    var hosts: Set<Name> = []
    for case let host? in set.data.map(\.additionalName)
    where host.isSubdomain(of: origin) && hosts.insert(host).inserted {
      guard let node = node(host) else { continue }
      let addresses = [node[.a], node[.aaaa]].compactMap(\.self)
      if answer.isReferral, host.isSubdomain(of: set.name) {
        answer.glue += addresses
      } else {
        answer.additionals += addresses
      }
    }
  }
}

extension Zone.Node {
  /// Whether a question for a type at a delegation is answered by the zone above, which DS and NSEC
  /// belong to (RFC 4035 sections 2.3 and 3.1.4.1).
  fileprivate func answersAtCut(_ type: RecordType) -> Bool {
    type == .ds || type == .nsec && self[.nsec] != nil
  }

  /// What answers a question for a type: one set for ANY; for RRSIG the signatures of all sets, which
  /// are no set and have the TTLs of what they cover.
  fileprivate func sets(answering type: RecordType) -> [RRset] {
    switch type {
    case .any: Array(sets.prefix(1))
    case .rrsig: sets.flatMap { $0.signatureRecords.map(RRset.init) }
    default: self[type].map { [$0] } ?? []
    }
  }
}

extension RecordType {
  /// Whether a question for this type ends at an alias: it is one of the types that stand beside it.
  fileprivate var isAnsweredByAlias: Bool {
    self == .cname || self == .any || mayStandBesideAlias
  }
}

extension RRset {
  /// The set for another spelling of its owner, or for a name that a wildcard stands for.
  fileprivate func renamed(_ name: Name) -> RRset {
    guard self.name.wire != name.wire else { return self }
    var set = self
    set.name = name
    return set
  }
}
