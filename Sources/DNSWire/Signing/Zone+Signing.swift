/// Signing a zone (RFC 4035 section 2).
extension Zone {
  /// The zone with a DNSKEY record, NSEC records for all names, and signatures of everything that it
  /// answers for; the zone itself must not be signed yet.
  ///
  /// Costs a signature for each set. What `former`, an earlier result, has signed with the same key
  /// and validity and has not changed since is taken over.
  ///
  /// - Throws: ``ZoneError`` when there is no room for the new records, or an error of the crypto
  ///   library.
  public func signed(
    by key: ZoneKey, _ validity: SignatureValidity, reusing former: Zone? = nil
  ) throws -> Zone {
    var zone = self
    let ttl = negativeSet.ttl
    try zone.replace(RRset(name: origin, ttl: ttl, key.record))
    let owners = zone.names.filter { !zone.isOccluded($0) }
    for (index, owner) in owners.enumerated() {
      let next = index + 1 < owners.count ? owners[index + 1] : origin
      let types = zone.authoritativeSets(of: owner).map(\.type) + [.nsec, .rrsig]
      let isCut = zone.isCut(owner)
      try zone.replace(
        RRset(
          name: owner, ttl: ttl,
          .nsec(next: next, types: TypeBitmap(isCut ? types + [.ns] : types))))
    }
    for owner in owners {
      for set in zone.authoritativeSets(of: owner) {
        try zone.attach(
          former?.signature(of: set, by: key, validity)
            ?? set.signature(in: origin, by: key, validity), to: set)
      }
    }
    return zone
  }

  /// The sets of a name that this zone answers for: of a delegation only what the zone above owns.
  private func authoritativeSets(of owner: Name) -> [RRset] {
    let sets = node(owner)?.sets ?? []
    return isCut(owner) ? sets.filter { $0.type == .ds || $0.type == .nsec } : sets
  }

  private func isCut(_ name: Name) -> Bool { name != origin && set(name, .ns) != nil }

  /// Whether a name is below a delegation or a DNAME, so that the zone has no say in it.
  private func isOccluded(_ name: Name) -> Bool {
    guard hasCuts, name != origin else { return false }
    return (origin.labelCount..<name.labelCount).contains { count in
      let ancestor = name.suffix(count)
      return isCut(ancestor) || set(ancestor, .dname) != nil
    }
  }

  /// A signature that the zone has already made of a set as it is.
  private func signature(
    of set: RRset, by key: ZoneKey, _ validity: SignatureValidity
  ) -> RecordSignature? {
    guard let known = self.set(set.name, set.type), known.ttl == set.ttl, known.data == set.data
    else { return nil }
    return known.signatures.first { signature in
      signature.keyTag == key.tag && signature.algorithm == key.algorithm.rawValue
        && signature.inception == validity.inception
        && signature.expiration == validity.expiration
    }
  }
}

extension RRset {
  /// Signs the set (RFC 4034 section 3.1.8.1).
  fileprivate func signature(
    in origin: Name, by key: ZoneKey, _ validity: SignatureValidity
  ) throws -> RecordSignature {
    var signature = RecordSignature(
      typeCovered: type, algorithm: key.algorithm.rawValue,
      labels: UInt8(name.isWildcard ? name.labelCount - 1 : name.labelCount), originalTTL: ttl,
      expiration: validity.expiration, inception: validity.inception, keyTag: key.tag,
      signer: origin.lowercased, signature: [])
    var writer = WireWriter(capacity: 512)
    writer.append(RecordData.rrsig(signature).wire)
    let members = data.map(\.canonicalWire).sorted { $0.lexicographicallyPrecedes($1) }
    for member in members {
      writer.append(name.canonicalWire)
      writer.append(type.rawValue)
      writer.append(recordClass.rawValue)
      writer.append(ttl)
      writer.append(UInt16(truncatingIfNeeded: member.count))
      writer.append(member)
    }
    signature.signature = try key.signature(of: writer.bytes)
    return signature
  }
}

extension RecordData {
  /// The octets that are signed: names of the old types in lower case (RFC 4034 section 6.2, RFC 6840
  /// section 5.1).
  fileprivate var canonicalWire: [UInt8] {
    switch self {
    case .ns(let name): RecordData.ns(name.lowercased).wire
    case .cname(let name): RecordData.cname(name.lowercased).wire
    case .dname(let name): RecordData.dname(name.lowercased).wire
    case .ptr(let name): RecordData.ptr(name.lowercased).wire
    case .mx(let preference, let name):
      RecordData.mx(preference: preference, exchange: name.lowercased).wire
    case .srv(let priority, let weight, let port, let name):
      RecordData.srv(priority: priority, weight: weight, port: port, target: name.lowercased).wire
    case .soa(var soa):
      {
        soa.primary = soa.primary.lowercased
        soa.mailbox = soa.mailbox.lowercased
        return RecordData.soa(soa).wire
      }()
    default: wire
    }
  }
}

extension Name {
  /// The name with all its letters in lower case.
  fileprivate var lowercased: Name { Name(validWire: canonicalWire) }
}
