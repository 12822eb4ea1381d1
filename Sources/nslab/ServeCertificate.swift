internal import ArgumentParser
internal import Conformance
internal import FakeDNSmanager
internal import Foundation

/// The options that say what `nslab serve --https` shows for itself.
struct ServeCertificate: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show that certificate, PEM, with those that lead to its authority; without it one is made.",
      valueName: "file"))
  var certificate: String?

  @Option(help: ArgumentHelp("The private key of --certificate, PEM.", valueName: "file"))
  var key: String?

  /// Much more than a chain of certificates has, in bytes.
  private static let maximumByteCount = 1024 * 1024

  /// Checks the options against the others of the command.
  func validate(hasHTTPS: Bool, writesAuthority: Bool) throws {
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--certificate and --key go together.")
    }
    guard certificate != nil else { return }
    if !hasHTTPS { throw ValidationError("--certificate needs --https.") }
    if writesAuthority {
      throw ValidationError(
        "--ca-file is for the certificate that is made; --certificate gives one.")
    }
  }

  /// What messages call the pair.
  var paths: String { [certificate, key].compactMap(\.self).joined(separator: ", ") }

  /// HTTPS at an address; throws ``CertificateError`` when the pair cannot be used.
  func https(at address: ListenAddress) throws -> FakeDNSmanager.HTTPS {
    guard let certificate, let key else {
      return try .issued(at: address, names: [address.host])
    }
    return FakeDNSmanager.HTTPS(
      address: address,
      certificate: try ServerCertificate(chainPEM: read(certificate), keyPEM: read(key)))
  }

  private func read(_ path: String) throws -> String {
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Self.maximumByteCount)
    else {
      Console.complain("\(path): cannot be read")
      throw ExitCode(Conformance.ExitCode.invalidInput.rawValue)
    }
    return String(decoding: data, as: UTF8.self)
  }
}
