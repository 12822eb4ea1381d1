/// One record: what is said about a name, and for how many seconds it may be kept.
public struct ResourceRecord: Hashable, Sendable {
  /// The owner.
  public var name: Name
  public var recordClass: RecordClass
  /// Seconds, 0 to 2^31 - 1 (RFC 2181 section 8).
  public var ttl: UInt32
  public var data: RecordData

  /// Creates a record.
  public init(name: Name, recordClass: RecordClass = .internet, ttl: UInt32, data: RecordData) {
    self.name = name
    self.recordClass = recordClass
    self.ttl = ttl
    self.data = data
  }

  /// The type of the data.
  public var type: RecordType { data.type }
}

/// All records of one name, class and type; they share a TTL (RFC 2181 section 5.2).
public struct RRset: Hashable, Sendable {
  /// The owner.
  public var name: Name
  public let type: RecordType
  public var recordClass: RecordClass
  /// Seconds.
  public var ttl: UInt32
  /// The data, all of ``type``, each once, in the order in which they came.
  public private(set) var data: [RecordData]
  /// What proves that the set is its zone's.
  ///
  /// RRSIG records of the same owner and TTL (RFC 4035 section 2.2); they fall with any change of the
  /// data.
  public internal(set) var signatures: [RecordSignature] = []

  /// Creates a set from its first member and the others; what came twice is kept once.
  ///
  /// Data of a type other than the first one's is left out: a set has one type.
  public init(
    name: Name, recordClass: RecordClass = .internet, ttl: UInt32, _ first: RecordData,
    _ others: RecordData...
  ) {
    self.name = name
    self.recordClass = recordClass
    self.ttl = ttl
    type = first.type
    data = [first]
    for other in others { insert(other) }
  }

  /// Creates a set of the first record and the data of others that share its name, class and type.
  ///
  /// What came twice is kept once, and of the rest as much as a zone may have. Each record costs the
  /// same, however many there are.
  init(_ first: ResourceRecord, _ others: some Sequence<ResourceRecord>) {
    self.init(first)
    var seen: Set = [first.data]
    for other in others where data.count < Zone.maximumSetCount {
      if seen.insert(other.data).inserted { data.append(other.data) }
    }
  }

  /// Creates a set with one member.
  public init(_ record: ResourceRecord) {
    self.init(
      name: record.name, recordClass: record.recordClass, ttl: record.ttl, record.data)
  }

  /// Adds data of the set's type.
  ///
  /// - Returns: Whether it was added: not when it is there already, or of another type.
  @discardableResult
  public mutating func insert(_ member: RecordData) -> Bool {
    guard member.type == type, !data.contains(member) else { return false }
    data.append(member)
    signatures = []
    return true
  }

  /// The set without one of its members, or `nil` when nothing is left.
  public func removing(_ member: RecordData) -> RRset? {
    var rest = self
    rest.data.removeAll { $0 == member }
    if rest.data.count < data.count { rest.signatures = [] }
    return rest.data.isEmpty ? nil : rest
  }

  /// The members as records.
  public var records: [ResourceRecord] { data.map(record) }

  /// The signatures as records.
  public var signatureRecords: [ResourceRecord] { signatures.map { record(.rrsig($0)) } }

  private func record(_ data: RecordData) -> ResourceRecord {
    ResourceRecord(name: name, recordClass: recordClass, ttl: ttl, data: data)
  }

  /// Groups records that follow each other and share name, class, type and TTL.
  static func grouping(_ records: some Sequence<ResourceRecord>) -> [RRset] {
    var sets: [RRset] = []
    for record in records {
      if let last = sets.indices.last, sets[last].name.wire == record.name.wire,
        sets[last].type == record.type, sets[last].recordClass == record.recordClass,
        sets[last].ttl == record.ttl
      {
        sets[last].data.append(record.data)
      } else {
        sets.append(RRset(record))
      }
    }
    return sets
  }
}

/// What a client asks.
public struct Question: Hashable, Sendable {
  public var name: Name
  public var type: RecordType
  public var recordClass: RecordClass

  /// Creates a question.
  public init(name: Name, type: RecordType, recordClass: RecordClass = .internet) {
    self.name = name
    self.type = type
    self.recordClass = recordClass
  }
}
