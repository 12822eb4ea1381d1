internal import HashTreeCollections

/// All records of a zone, ready to answer from.
///
/// A value: a copy stays as it is while the original changes, and shares with it all that does not. So
/// a change costs what is changed, also while somebody answers from a copy. Looking a name up costs the
/// same however many records there are. What is stored keeps the rules that make a zone: exactly one SOA at the
/// origin, nothing outside of it, no other data beside a CNAME (RFC 1034 section 3.6.2), one record
/// in a set of CNAME, DNAME or SOA.
public struct Zone: Sendable {
  /// What every answer may need, behind one reference: whoever asks gets a copy of the zone.
  private final class Apex: Sendable {
    let origin: Name
    let startOfAuthority: StartOfAuthority
    let negativeSet: RRset

    /// The set is the SOA's.
    init(_ origin: Name, _ startOfAuthority: StartOfAuthority, _ set: RRset) {
      self.origin = origin
      self.startOfAuthority = startOfAuthority
      var set = set
      set.ttl = min(set.ttl, startOfAuthority.minimum)
      negativeSet = set
    }
  }

  /// The most records a set may have: no message could hold more, at 16 octets for each.
  public static let maximumSetCount = 4_095
  /// The most signatures a set may have, each of which costs a comparison with the others.
  ///
  /// Assumed: two keys of four algorithms in the middle of a rollover make 16.
  public static let maximumSignatureCount = 64

  /// The number of records, the SOA included.
  public private(set) var recordCount: Int
  private var apex: Apex
  /// Every name that exists: the owners, and the names between them and the origin, which own nothing
  /// (empty non-terminals, RFC 4592 section 2.2.2).
  private var nodes: TreeDictionary<Name, Node>
  /// How many names other than the origin have NS, or any have DNAME: where it is zero, nothing can
  /// stand between the origin and a name that exists.
  private var cutCount = 0
  /// The names that have NSEC; empty while the zone is not signed with it.
  private(set) var chain = SecureChain()
  /// The NSEC3 sets, whose owners are hashes and no names of the zone (RFC 5155 section 7.2.8).
  private(set) var hashedDenials = HashedDenials()

  /// What is known of one name.
  struct Node: Sendable {
    /// At most one set per type, in the order of types.
    fileprivate(set) var sets: [RRset] = []
    /// How many names directly below exist.
    fileprivate(set) var childCount = 0

    subscript(type: RecordType) -> RRset? {
      for set in sets where set.type == type { return set }
      return nil
    }
  }

  /// Creates a zone that has only its SOA record.
  ///
  /// The TTL is that of the SOA record, in seconds.
  public init(origin: Name, startOfAuthority: StartOfAuthority, ttl: UInt32) {
    let set = RRset(name: origin, ttl: ttl, .soa(startOfAuthority))
    apex = Apex(origin, startOfAuthority, set)
    nodes = [origin: Node(sets: [set])]
    recordCount = 1
  }

  /// Creates a zone from records in any order, such as those of a file or a transfer.
  ///
  /// - Throws: ``ZoneError`` for what cannot be in the zone, or when there is no SOA at the origin.
  public init(origin: Name, records: some Sequence<ResourceRecord>) throws(ZoneError) {
    let records = Array(records)
    guard let first = records.first(where: { $0.type == .soa && $0.name == origin }),
      case .soa(let startOfAuthority) = first.data
    else { throw .missingStartOfAuthority(origin) }
    self.init(origin: origin, startOfAuthority: startOfAuthority, ttl: first.ttl)
    for record in records where record.type != .rrsig && !record.type.isDenial {
      try insert(record)
    }
    // In order they cost little; see SecureChain.
    let denials = records.filter(\.type.isDenial).map { ($0.name.sortKey, $0) }
    for (_, record) in denials.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
      try insert(record)
    }
    for record in records where record.type == .rrsig { try insert(record) }
  }

  /// The name of the zone.
  public var origin: Name { apex.origin }

  /// The data of the SOA record.
  public var startOfAuthority: StartOfAuthority { apex.startOfAuthority }

  /// The SOA record as a negative answer has it, with the smaller of its TTL and its minimum (RFC 2308
  /// section 3).
  var negativeSet: RRset { apex.negativeSet }

  /// The set of a name and type, or `nil` when the zone has none.
  public func set(_ name: Name, _ type: RecordType) -> RRset? {
    type == .nsec3 ? hashedDenials[name] : nodes[name]?[type]
  }

  /// All sets, the SOA first, then names in canonical order and types by number, NSEC3 last.
  ///
  /// Costs n log n: for transfers and files, not for answers.
  public var sets: [RRset] {
    let ordered = names.flatMap { nodes[$0]?.sets ?? [] }
    let (apex, others) = (ordered.filter { $0.type == .soa }, ordered.filter { $0.type != .soa })
    return apex + others + hashedDenials.sets
  }

  /// The owners of sets in canonical order.
  var names: [Name] {
    let owners = nodes.filter { !$0.value.sets.isEmpty }.map { ($0.key.sortKey, $0.key) }
    return owners.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  /// All records, in the order of ``sets``, each set before its signatures.
  public var records: [ResourceRecord] { sets.flatMap { $0.records + $0.signatureRecords } }

  func node(_ name: Name) -> Node? { nodes[name] }

  var hasCuts: Bool { cutCount > 0 }
}

/// Changing a zone.
extension Zone {
  /// Adds a record.
  ///
  /// When its set exists, the set keeps its TTL; a record that is there already changes nothing. The
  /// zone's SOA is changed by ``replace(_:)``. A signature goes to the set that it covers, and nowhere
  /// when there is none.
  ///
  /// - Returns: Whether the zone changed.
  /// - Throws: ``ZoneError`` when it cannot be in the zone.
  @discardableResult
  public mutating func insert(_ record: ResourceRecord) throws(ZoneError) -> Bool {
    if case .rrsig(let signature) = record.data {
      guard let set = set(record.name, signature.typeCovered) else { return false }
      return try attach(signature, to: set)
    }
    let known = self.set(record.name, record.type)
    var set = known ?? RRset(record)
    let isNew = set.insert(record.data) || known == nil
    guard isNew else { return false }
    guard record.recordClass == .internet else { throw .notInternet(record.name) }
    try replace(set)
    return true
  }

  /// Puts a set in the place of the one that has its name and type.
  ///
  /// - Throws: ``ZoneError`` when it cannot be in the zone.
  public mutating func replace(_ set: RRset) throws(ZoneError) {
    try check(set)
    if set.type != .nsec3 { makeNode(set.name) }
    store(set, at: set.name, type: set.type)
  }

  /// Adds a signature to a set of the zone; gives whether it is new.
  @discardableResult
  mutating func attach(
    _ signature: RecordSignature, to set: RRset
  ) throws(ZoneError) -> Bool {
    guard !set.signatures.contains(signature) else { return false }
    guard set.signatures.count < Self.maximumSignatureCount else {
      throw .tooManySignatures(set.name, set.type)
    }
    var set = set
    set.signatures.append(signature)
    store(set, at: set.name, type: set.type)
    return true
  }

  /// Removes a record.
  ///
  /// - Returns: Whether it was there; the SOA record stays and gives `false`.
  @discardableResult
  public mutating func remove(_ name: Name, _ data: RecordData) -> Bool {
    guard let set = set(name, data.type), set.data.contains(data), data.type != .soa else {
      return false
    }
    store(set.removing(data), at: name, type: data.type)
    pruneNode(name)
    return true
  }

  /// Removes a set.
  ///
  /// - Returns: Whether it was there; the SOA record stays and gives `false`.
  @discardableResult
  public mutating func removeSet(_ name: Name, _ type: RecordType) -> Bool {
    guard type != .soa, set(name, type) != nil else { return false }
    store(nil, at: name, type: type)
    pruneNode(name)
    return true
  }

  private func check(_ set: RRset) throws(ZoneError) {
    guard set.name.isSubdomain(of: origin) else { throw .outside(set.name, zone: origin) }
    guard set.recordClass == .internet else { throw .notInternet(set.name) }
    guard !set.type.isMeta else { throw .notData(set.type) }
    guard set.type != .soa || set.name == origin else { throw .misplacedSOA(set.name) }
    guard set.data.count <= Self.maximumSetCount else { throw .setTooLarge(set.name, set.type) }
    if [.soa, .cname, .dname].contains(set.type), set.data.count > 1 {
      throw .severalRecords(set.name, set.type)
    }
    let others = nodes[set.name]?.sets.filter { $0.type != set.type } ?? []
    if set.type == .cname, others.contains(where: { !$0.type.mayStandBesideAlias }) {
      throw .aliasBesideData(set.name)
    }
    if !set.type.mayStandBesideAlias, others.contains(where: { $0.type == .cname }) {
      throw .aliasBesideData(set.name)
    }
  }

  /// Makes a name exist, and all names between it and the origin.
  private mutating func makeNode(_ name: Name) {
    var missing: [Name] = []
    var name = name
    while nodes[name] == nil, let parent = name.parent {
      missing.append(name)
      name = parent
    }
    for child in missing.reversed() {
      nodes[name]?.childCount += 1
      nodes[child] = Node()
      name = child
    }
  }

  /// Lets a name that owns nothing and has nothing below it cease to exist, and so its parents.
  private mutating func pruneNode(_ name: Name) {
    var name = name
    while name != origin, let node = nodes[name], node.sets.isEmpty, node.childCount == 0,
      let parent = name.parent
    {
      nodes[name] = nil
      name = parent
      nodes[name]?.childCount -= 1
    }
  }

  private mutating func store(_ set: RRset?, at name: Name, type: RecordType) {
    let old = self.set(name, type)
    recordCount += (set?.memberCount ?? 0) - (old?.memberCount ?? 0)
    if type == .dname || type == .ns && name != origin {
      cutCount += (set == nil ? 0 : 1) - (old == nil ? 0 : 1)
    }
    if type == .nsec {
      if set == nil { chain.remove(name) } else { chain.insert(name) }
    }
    if let set, case .soa(let soa)? = set.data.first { apex = Apex(origin, soa, set) }
    if type == .nsec3 {
      hashedDenials[name] = set
    } else {
      nodes[name]?.store(set, type: type)
    }
  }
}

extension RRset {
  /// The data and the signatures.
  fileprivate var memberCount: Int { data.count + signatures.count }
}

extension Zone.Node {
  fileprivate mutating func store(_ set: RRset?, type: RecordType) {
    let index = sets.firstIndex { $0.type >= type } ?? sets.endIndex
    let exists = index < sets.endIndex && sets[index].type == type
    sets.replaceSubrange(index..<(exists ? index + 1 : index), with: set.map { [$0] } ?? [])
  }
}

extension RecordType {
  /// Whether records of this type say what is not there.
  fileprivate var isDenial: Bool { self == .nsec || self == .nsec3 }

  /// Whether records of this type belong to any name, an alias too (RFC 4034 section 2.5).
  var mayStandBesideAlias: Bool { self == .rrsig || self == .nsec }
}
