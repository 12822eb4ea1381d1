internal import NIOSSL

/// Why there is no TLS connection, in words for people.
enum TLSReason {
  static let unverified = "nobody who is trusted here has signed the certificate"
  static let otherHost = "the certificate is for another host name"
  static let absent = "the port does not speak TLS"

  /// The reason in what the TLS library says; its own words where no other are known.
  static func text(of error: any Error) -> String {
    let said = "\(error)"
    // The library keeps these causes in its text alone.
    if said.contains("CERTIFICATE_VERIFY_FAILED") { return unverified }
    if said.contains("WRONG_VERSION_NUMBER") || said.contains("HTTP_REQUEST") { return absent }
    switch error {
    case NIOSSLError.unableToValidateCertificate: return otherHost
    case let error as NIOSSLExtraError where error == .failedToValidateHostname: return otherHost
    default: return said
    }
  }
}
