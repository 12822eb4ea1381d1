/// What a record says, by type; types that are not known here are kept as octets (RFC 3597).
public enum RecordData: Hashable, Sendable {
  case a(IPv4Address)
  case aaaa(IPv6Address)
  case ns(Name)
  case cname(Name)
  /// All names below the owner are names below this one (RFC 6672).
  case dname(Name)
  case ptr(Name)
  /// A lower preference is tried first.
  case mx(preference: UInt16, exchange: Name)
  /// At least one string; none is written as one empty string.
  case txt([CharacterString])
  case srv(priority: UInt16, weight: UInt16, port: UInt16, target: Name)
  indirect case soa(StartOfAuthority)
  /// Which authorities may issue certificates (RFC 8659); the value is all of the rest.
  case caa(flags: UInt8, tag: CharacterString, value: [UInt8])
  case tlsa(usage: UInt8, selector: UInt8, matching: UInt8, association: [UInt8])
  case ds(keyTag: UInt16, algorithm: UInt8, digestType: UInt8, digest: [UInt8])
  case dnskey(flags: UInt16, protocolNumber: UInt8, algorithm: UInt8, key: [UInt8])
  indirect case rrsig(RecordSignature)
  case nsec(next: Name, types: TypeBitmap)
  /// Octets of a type that is none of the above; ``init(type:wire:)`` never gives a known type here.
  case unknown(RecordType, [UInt8])

  /// The type.
  public var type: RecordType {
    switch self {
    case .a: .a
    case .aaaa: .aaaa
    case .ns: .ns
    case .cname: .cname
    case .dname: .dname
    case .ptr: .ptr
    case .mx: .mx
    case .txt: .txt
    case .srv: .srv
    case .soa: .soa
    case .caa: .caa
    case .tlsa: .tlsa
    case .ds: .ds
    case .dnskey: .dnskey
    case .rrsig: .rrsig
    case .nsec: .nsec
    case .unknown(let type, _): type
    }
  }

  /// The host that a client will ask for next: of NS, MX and SRV (RFC 1035 section 3.3, RFC 2782).
  public var additionalName: Name? {
    switch self {
    case .ns(let name), .mx(_, let name), .srv(_, _, _, let name): name
    default: nil
    }
  }
}

/// The data of an SOA record; all times in seconds.
public struct StartOfAuthority: Hashable, Sendable {
  /// The primary name server, MNAME.
  public var primary: Name
  /// The mailbox of the person in charge as a name, RNAME.
  public var mailbox: Name
  /// Grows with every change, in the arithmetic of RFC 1982.
  public var serial: SerialNumber
  /// How long a secondary waits before it asks for the serial.
  public var refresh: UInt32
  /// How long a secondary waits after that failed.
  public var retry: UInt32
  /// How long a secondary answers without having reached the primary.
  public var expire: UInt32
  /// How long "there is none" may be kept (RFC 2308 section 4).
  public var minimum: UInt32

  /// Creates the data of an SOA record.
  public init(
    primary: Name, mailbox: Name, serial: SerialNumber, refresh: UInt32, retry: UInt32,
    expire: UInt32, minimum: UInt32
  ) {
    self.primary = primary
    self.mailbox = mailbox
    self.serial = serial
    self.refresh = refresh
    self.retry = retry
    self.expire = expire
    self.minimum = minimum
  }
}

/// The data of an RRSIG record (RFC 4034 section 3).
public struct RecordSignature: Hashable, Sendable {
  public var typeCovered: RecordType
  public var algorithm: UInt8
  /// The labels of the owner without a wildcard's asterisk.
  public var labels: UInt8
  /// Seconds.
  public var originalTTL: UInt32
  /// Seconds since 1970, modulo 2^32.
  public var expiration: UInt32
  /// Seconds since 1970, modulo 2^32.
  public var inception: UInt32
  public var keyTag: UInt16
  public var signer: Name
  public var signature: [UInt8]

  /// Creates the data of an RRSIG record.
  public init(
    typeCovered: RecordType, algorithm: UInt8, labels: UInt8, originalTTL: UInt32,
    expiration: UInt32, inception: UInt32, keyTag: UInt16, signer: Name, signature: [UInt8]
  ) {
    self.typeCovered = typeCovered
    self.algorithm = algorithm
    self.labels = labels
    self.originalTTL = originalTTL
    self.expiration = expiration
    self.inception = inception
    self.keyTag = keyTag
    self.signer = signer
    self.signature = signature
  }
}
