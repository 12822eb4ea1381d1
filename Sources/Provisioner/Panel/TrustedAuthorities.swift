internal import NIOSSL

/// Certificate authorities that a panel's certificate may come from.
public struct TrustedAuthorities: Sendable {
  private let certificates: [NIOSSLCertificate]

  /// Reads certificates in PEM.
  ///
  /// - Throws: ``TrustedAuthoritiesError`` when the text holds none.
  public init(pem: String) throws(TrustedAuthoritiesError) {
    let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
    guard let certificates, !certificates.isEmpty else { throw TrustedAuthoritiesError() }
    self.certificates = certificates
  }

  /// TLS settings of a client that trusts them besides the authorities of the system.
  var configuration: TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.additionalTrustRoots = [.certificates(certificates)]
    return configuration
  }
}

/// The text holds no certificate in PEM.
public struct TrustedAuthoritiesError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What would be right.
  public var description: String {
    "there is no certificate in it; it must be PEM, from '-----BEGIN CERTIFICATE-----' on"
  }
}
