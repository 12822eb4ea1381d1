/// What a zone that is signed with NSEC3 adds to an answer to prove what is not there (RFC 5155 section
/// 7.2).
extension Zone {
  /// How the names of the complete chain are hashed; `nil` when the zone has none.
  var hashParameters: HashParameters? {
    guard !hashedDenials.isEmpty, let set = set(origin, .nsec3param) else { return nil }
    return set.data.lazy.compactMap(HashParameters.init).first
  }

  /// Proves that neither a name nor a wildcard for it exists (section 7.2.2).
  func proveHashedAbsence(
    of name: Name, below encloser: Name, _ parameters: HashParameters, in answer: inout ZoneAnswer
  ) {
    let provable = proveEncloser(of: name, from: encloser, parameters, in: &answer)
    if let wildcard = provable.wildcardChild { addHashed(wildcard, parameters, to: &answer) }
  }

  /// Proves that a name, or the wildcard that stands for it, has nothing of the type (sections 7.2.3 to
  /// 7.2.5), or that a delegation has no DS (section 7.2.7).
  func proveHashedNoData(
    at name: Name, wildcard: Name?, _ parameters: HashParameters, in answer: inout ZoneAnswer
  ) {
    if let wildcard, let encloser = wildcard.parent {
      proveEncloser(of: name, from: encloser, parameters, in: &answer)
      addHashed(wildcard, parameters, to: &answer)
    } else if isMatched(name, parameters) {
      addHashed(name, parameters, to: &answer)
    } else if let parent = name.parent {
      // Nothing was said of the name: it is, or leads to, a delegation that was left out (opt-out).
      proveEncloser(of: name, from: parent, parameters, in: &answer)
    }
  }

  /// Proves that a name does not exist for which a wildcard stands (section 7.2.6).
  func proveHashedExpansion(
    to name: Name, wildcard: Name, _ parameters: HashParameters, in answer: inout ZoneAnswer
  ) {
    addHashed(name.suffix(wildcard.labelCount), parameters, to: &answer)
  }

  /// Proves that the closest name above a name that has a record is this one, and that the next one does
  /// not exist (section 7.2.1).
  @discardableResult
  private func proveEncloser(
    of name: Name, from encloser: Name, _ parameters: HashParameters, in answer: inout ZoneAnswer
  ) -> Name {
    var provable = encloser
    while provable != origin, !isMatched(provable, parameters), let parent = provable.parent {
      provable = parent
    }
    addHashed(provable, parameters, to: &answer)
    addHashed(name.suffix(provable.labelCount + 1), parameters, to: &answer)
    return provable
  }

  private func isMatched(_ name: Name, _ parameters: HashParameters) -> Bool {
    hashedDenials.closest(to: name, parameters, in: origin)?.isMatch == true
  }

  private func addHashed(
    _ name: Name, _ parameters: HashParameters, to answer: inout ZoneAnswer
  ) {
    guard let found = hashedDenials.closest(to: name, parameters, in: origin) else { return }
    add(found.set, to: &answer)
  }
}
