private import Crypto

/// The DS record of a signed zone (RFC 4034, section 5).
///
/// Assumed: nothing signs zones here, so tag and digest are made from the zone's name alone; they are
/// the same in every world and belong to no key.
struct DelegationSigner: Equatable {
  /// ECDSA P-256 with SHA-256 (RFC 6605).
  static let algorithm = 13
  /// SHA-256 (RFC 4509).
  static let digestType = 2

  let zone: String
  let keyTag: Int
  /// 64 upper-case hex digits.
  let digest: String

  init(zone: String) {
    self.zone = zone
    let bytes = Array(SHA256.hash(data: Array(zone.utf8)))
    keyTag = Int(bytes[0]) << 8 | Int(bytes[1])
    digest = bytes.hexDigits.uppercased()
  }

  /// The record as a row: its fields, and the line that a registrar takes.
  var row: [Reply.Cell] {
    [
      Reply.Cell("keytag", String(keyTag)),
      Reply.Cell("algorithm", String(Self.algorithm)),
      Reply.Cell("digesttype", String(Self.digestType)),
      Reply.Cell("digest", digest),
      Reply.Cell("ds", "\(zone). DS \(keyTag) \(Self.algorithm) \(Self.digestType) \(digest)"),
    ]
  }
}
