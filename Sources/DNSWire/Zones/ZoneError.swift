/// Why records cannot be a zone.
public enum ZoneError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no SOA record at the origin.
  case missingStartOfAuthority(Name)
  /// A name that is not below the zone's.
  case outside(Name, zone: Name)
  /// An SOA record below the origin.
  case misplacedSOA(Name)
  /// A class other than IN.
  case notInternet(Name)
  /// A type that is a question or part of a message.
  case notData(RecordType)
  /// A second record where there is only one: SOA, CNAME, DNAME.
  case severalRecords(Name, RecordType)
  /// More records in a set than a message can hold; see ``Zone/maximumSetCount``.
  case setTooLarge(Name, RecordType)
  /// More signatures of one set than are kept; see ``Zone/maximumSignatureCount``.
  case tooManySignatures(Name, RecordType)
  /// A CNAME and other data at one name (RFC 1034 section 3.6.2).
  case aliasBesideData(Name)

  /// The refusal on one line.
  public var description: String {
    switch self {
    case .missingStartOfAuthority(let origin): "the zone \(origin) has no SOA record at \(origin)"
    case .outside(let name, let zone): "\(name) is not in the zone \(zone)"
    case .misplacedSOA(let name): "the SOA record of \(name) belongs to the origin of the zone"
    case .notInternet(let name): "the records of \(name) must have the class IN"
    case .notData(let type): "a zone cannot hold \(type) records"
    case .severalRecords(let name, let type): "\(name) can have one \(type) record only"
    case .setTooLarge(let name, let type):
      "\(name) can have \(Zone.maximumSetCount) \(type) records at most"
    case .tooManySignatures(let name, let type):
      "the \(type) records of \(name) can have \(Zone.maximumSignatureCount) signatures at most"
    case .aliasBesideData(let name): "\(name) cannot have a CNAME record beside other records"
    }
  }
}
