/// What a signed zone adds to an answer to prove what is not there (RFC 4035 section 3.1.3).
extension Zone {
  /// Proves that neither a name nor a wildcard for it exists.
  func proveAbsence(of name: Name, below encloser: Name, in answer: inout ZoneAnswer) {
    guard isProofWanted(answer) else { return }
    if let hashParameters {
      return proveHashedAbsence(of: name, below: encloser, hashParameters, in: &answer)
    }
    addDenial(of: name, to: &answer)
    if let wildcard = encloser.wildcardChild { addDenial(of: wildcard, to: &answer) }
  }

  /// Proves that a name, or the wildcard that stands for it, has nothing of the type.
  func proveNoData(at name: Name, wildcard: Name?, in answer: inout ZoneAnswer) {
    guard isProofWanted(answer) else { return }
    if let hashParameters {
      return proveHashedNoData(at: name, wildcard: wildcard, hashParameters, in: &answer)
    }
    addDenial(of: wildcard ?? name, to: &answer)
    proveExpansion(to: name, wildcard: wildcard, in: &answer)
  }

  /// Proves that a name does not exist for which a wildcard stands.
  func proveExpansion(to name: Name, wildcard: Name?, in answer: inout ZoneAnswer) {
    guard isProofWanted(answer), let wildcard else { return }
    if let hashParameters {
      return proveHashedExpansion(to: name, wildcard: wildcard, hashParameters, in: &answer)
    }
    addDenial(of: name, to: &answer)
  }

  /// Adds the DS records of a delegation, or the proof that there are none.
  func addSigners(of delegation: Name, to answer: inout ZoneAnswer) {
    guard isProofWanted(answer) else { return }
    if let signers = set(delegation, .ds) {
      answer.authorities.append(signers)
    } else if let hashParameters {
      proveHashedNoData(at: delegation, wildcard: nil, hashParameters, in: &answer)
    } else {
      addDenial(of: delegation, to: &answer)
    }
  }

  private func isProofWanted(_ answer: ZoneAnswer) -> Bool {
    answer.isDNSSECWanted && !(chain.isEmpty && hashedDenials.isEmpty)
  }

  /// Adds the NSEC record of a name, or the one that covers it, unless it is there already.
  private func addDenial(of name: Name, to answer: inout ZoneAnswer) {
    guard let set = chain.last(upTo: name).flatMap({ self.set($0, .nsec) }) else { return }
    add(set, to: &answer)
  }

  /// Adds a denial, unless it is there already.
  func add(_ denial: RRset, to answer: inout ZoneAnswer) {
    if !answer.authorities.contains(where: { $0.type == denial.type && $0.name == denial.name }) {
      answer.authorities.append(denial)
    }
  }
}
