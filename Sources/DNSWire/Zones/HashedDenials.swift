internal import HashTreeCollections

/// The NSEC3 records of a zone that was signed elsewhere (RFC 5155).
struct HashedDenials: Sendable {
  private var byOwner: TreeDictionary<Name, RRset> = [:]
  /// A zone whose salt is being changed has two chains for a time.
  private var chains: [HashParameters: SecureChain] = [:]

  var isEmpty: Bool { byOwner.isEmpty }

  /// All sets, by owner.
  var sets: [RRset] {
    byOwner.values.map { ($0.name.sortKey, $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  subscript(owner: Name) -> RRset? {
    get { byOwner[owner] }
    set {
      let (old, new) = (byOwner[owner]?.hashParameters, newValue?.hashParameters)
      byOwner[owner] = newValue
      guard old != new else { return }
      if let old { chains[old]?.remove(owner) }
      if let new { chains[new, default: SecureChain()].insert(owner) }
    }
  }

  /// The set whose hash is that of a name or, where there is none, the one that covers it.
  func closest(
    to name: Name, _ parameters: HashParameters, in origin: Name
  ) -> (set: RRset, isMatch: Bool)? {
    guard let owner = parameters.owner(of: name, in: origin),
      let found = chains[parameters]?.last(upTo: owner), let set = byOwner[found]
    else { return nil }
    return (set, found == owner)
  }
}

extension RRset {
  /// How the names are hashed that these NSEC3 records are about.
  fileprivate var hashParameters: HashParameters? { data.first.flatMap(HashParameters.init) }
}

/// How names are hashed for NSEC3.
struct HashParameters: Hashable, Sendable {
  private let iterations: Int
  private let salt: [UInt8]

  /// Rounds beyond which a zone's denials are not given: each question would cost too much.
  ///
  /// Assumed: what BIND 9.18 takes; RFC 9276 section 3.1 wants none.
  private static let maximumIterationCount = 150

  /// Reads the data of NSEC3 and NSEC3PARAM, which begin alike; `nil` for another hash than SHA-1, and
  /// for an NSEC3PARAM with flags, which says nothing (RFC 5155 section 4.1.2).
  init?(_ data: RecordData) {
    guard case .unknown(let type, let octets) = data, octets.count >= 5, octets[0] == 1,
      type == .nsec3 || octets[1] == 0, octets.count >= 5 + Int(octets[4])
    else { return nil }
    iterations = Int(octets[2]) << 8 | Int(octets[3])
    salt = Array(octets[5..<5 + Int(octets[4])])
    guard iterations <= Self.maximumIterationCount else { return nil }
  }

  /// The owner of the NSEC3 record that matches a name (RFC 5155 section 5).
  func owner(of name: Name, in origin: Name) -> Name? {
    var hash = SHA1.hash(name.canonicalWire + salt)
    for _ in 0..<iterations { hash = SHA1.hash(hash + salt) }
    return try? origin.prepending(label: Self.base32(hash))
  }

  /// Octets in groups of five bits with the digits 0 to 9 and a to v (RFC 4648 section 7); SHA-1's 20
  /// need no padding.
  private static func base32(_ octets: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)
    var text: [UInt8] = []
    var (bits, count) = (0, 0)
    for octet in octets {
      bits = bits << 8 | Int(octet)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(digits[bits >> count & 31])
      }
      bits &= (1 << count) - 1
    }
    return text
  }
}
