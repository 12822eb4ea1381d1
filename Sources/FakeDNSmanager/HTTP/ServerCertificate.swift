private import Crypto
private import Foundation
private import Glibc
internal import NIOSSL
private import SwiftASN1
private import X509

/// What an HTTPS server shows for itself, and whom a client has to trust for it.
public struct ServerCertificate: Sendable {
  /// The certificate of the authority that signed it; `nil` when the pair was given and the authority
  /// is not known.
  public let authorityPEM: String?
  private static let loopback = ["localhost", "127.0.0.1", "::1"]
  private let own: Pair
  /// A pair of the same authority for another name; `nil` when the pair was given.
  private let foreign: Pair?

  /// A certificate with those that lead to its authority, and the first one's key.
  private struct Pair {
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey
  }

  /// The name in the certificate that a fault shows; nobody can have it.
  static let foreignName = "another.nslab.invalid"

  /// Makes an authority of its own and lets it sign a certificate for the given names.
  ///
  /// The authority's key is thrown away with the call: it signs this one certificate and no other.
  /// `names` are host names and IP addresses; localhost, 127.0.0.1 and ::1 come in front unless
  /// `andLoopback` is false, which makes a certificate of another name. Throws ``CertificateError``
  /// when the certificate cannot be made.
  public static func issued(
    for names: [String] = [], andLoopback: Bool = true
  ) throws(CertificateError) -> ServerCertificate {
    do {
      let authority = try Authority()
      return try ServerCertificate(
        own: pair(for: (andLoopback ? Self.loopback : []) + names, by: authority),
        foreign: pair(for: [foreignName], by: authority),
        authorityPEM: authority.certificate.serializeAsPEM().pemString)
    } catch {
      throw CertificateError(part: .certificate, cause: "\(error)")
    }
  }

  /// Reads a given pair.
  ///
  /// - Parameters:
  ///   - chainPEM: The server's certificate, then those that lead to its authority.
  ///   - keyPEM: The private key of the first.
  /// - Throws: ``CertificateError`` naming the part that is no PEM of its kind; that the two belong
  ///   together is seen when a server starts with them.
  public init(chainPEM: String, keyPEM: String) throws(CertificateError) {
    let chain: [NIOSSLCertificate]
    do {
      chain = try NIOSSLCertificate.fromPEMBytes(Array(chainPEM.utf8))
    } catch {
      throw CertificateError(part: .certificate, cause: "\(error)")
    }
    do {
      let key = try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem)
      own = Pair(chain: chain, key: key)
    } catch {
      throw CertificateError(part: .key, cause: "\(error)")
    }
    foreign = nil
    authorityPEM = nil
  }

  private init(own: Pair, foreign: Pair, authorityPEM: String) {
    (self.own, self.foreign, self.authorityPEM) = (own, foreign, authorityPEM)
  }

  private static func pair(for names: [String], by authority: Authority) throws -> Pair {
    let key = P256.Signing.PrivateKey()
    let leaf = try authority.certificate(for: names, key)
    return try Pair(
      chain: [NIOSSLCertificate(bytes: leaf.derBytes(), format: .der)],
      key: NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem))
  }

  /// The TLS settings of a server with this certificate.
  func context() throws(CertificateError) -> NIOSSLContext { try Self.context(own) }

  /// The TLS settings of a server that shows a certificate of another name; where the pair was given,
  /// one of another authority too.
  func foreignContext() throws(CertificateError) -> NIOSSLContext {
    guard let foreign else {
      return try Self.issued(for: [Self.foreignName], andLoopback: false).context()
    }
    return try Self.context(foreign)
  }

  private static func context(_ pair: Pair) throws(CertificateError) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: pair.chain.map { .certificate($0) }, privateKey: .privateKey(pair.key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw CertificateError(part: .pair, cause: "\(error)")
    }
  }
}

/// Why a certificate cannot be used.
public struct CertificateError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Part: String, Sendable {
    case certificate
    case key
    /// The key does not belong to the certificate.
    case pair
  }

  public let part: Part
  public let cause: String

  public var description: String {
    switch part {
    case .certificate: "the certificate cannot be read; it must be PEM (\(cause))"
    case .key: "the private key cannot be read; it must be unencrypted PEM (\(cause))"
    case .pair: "the private key does not belong to the certificate (\(cause))"
    }
  }
}

/// A certificate authority for one server.
private struct Authority {
  let certificate: Certificate
  private let key = P256.Signing.PrivateKey()
  // Real time, whatever a world's clock says: clients check certificates against their own.
  private let start = Date(timeIntervalSinceNow: -86_400)
  private let end = Date(timeIntervalSinceNow: 397 * 86_400)

  init() throws {
    let name = try DistinguishedName {
      CommonName("nslab test authority")
      OrganizationName("nslab")
    }
    let publicKey = Certificate.PublicKey(key.publicKey)
    certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
      notValidBefore: start, notValidAfter: end, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
        SubjectKeyIdentifier(hash: publicKey)
      },
      issuerPrivateKey: Certificate.PrivateKey(key))
  }

  func certificate(
    for names: [String], _ leafKey: P256.Signing.PrivateKey
  ) throws -> Certificate {
    let authorityKey = SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(leafKey.publicKey), notValidBefore: start,
      notValidAfter: end, issuer: certificate.subject,
      subject: DistinguishedName { CommonName("nslab test panel") },
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames(names.map(GeneralName.init(host:)))
        AuthorityKeyIdentifier(keyIdentifier: authorityKey)
      },
      issuerPrivateKey: Certificate.PrivateKey(key))
  }
}

extension GeneralName {
  fileprivate init(host: String) {
    let bytes = Self.bytes(AF_INET, count: 4, host) ?? Self.bytes(AF_INET6, count: 16, host)
    self = bytes.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(host)
  }

  private static func bytes(_ family: Int32, count: Int, _ text: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }
}

extension Certificate {
  fileprivate func derBytes() throws -> [UInt8] {
    var serializer = DER.Serializer()
    try serializer.serialize(self)
    return serializer.serializedBytes
  }
}
