private import Foundation
private import NIOCore
private import NIOPosix
private import NIOSSL

/// A second look at a certificate that could not be verified: the library does not say why.
///
/// It ends before anything is sent, so no credentials reach a host that nobody vouches for.
enum CertificateProbe {
  /// Longer than any server needs that has just answered.
  private static let patience = TimeAmount.seconds(10)

  /// That the certificate's time is over or to come, or `nil` when it is not or nobody answers.
  static func outdated(at url: PanelURL) async -> String? {
    guard let parts = URLComponents(string: url.text), let host = parts.host,
      let found = try? await certificate(of: host, port: parts.port ?? 443)
    else { return nil }
    let (first, last) = (
      Date(timeIntervalSince1970: Double(found.notValidBefore)),
      Date(timeIntervalSince1970: Double(found.notValidAfter))
    )
    let now = Date()
    if last < now { return "the certificate expired at \(last.formatted(.iso8601))" }
    if now < first { return "the certificate is not valid before \(first.formatted(.iso8601))" }
    return nil
  }

  private static func certificate(of host: String, port: Int) async throws -> NIOSSLCertificate? {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let seen = loop.makePromise(of: NIOSSLCertificate?.self)
    let context = try NIOSSLContext(configuration: .makeClientConfiguration())
    let isAddress = (try? SocketAddress(ipAddress: host, port: port)) != nil
    @Sendable func look(
      _ chain: [NIOSSLCertificate], _ verdict: EventLoopPromise<NIOSSLVerificationResult>
    ) {
      seen.succeed(chain.first)
      verdict.succeed(.failed)
    }
    do {
      let channel = try await ClientBootstrap(group: loop)
        .connectTimeout(patience)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let handler = try NIOSSLClientHandler(
              context: context, serverHostname: isAddress ? nil : host,
              customVerificationCallback: look)
            try channel.pipeline.syncOperations.addHandler(handler)
          }
        }
        .connect(host: host, port: port).get()
      loop.scheduleTask(in: patience) { channel.close(promise: nil) }
      channel.closeFuture.whenComplete { _ in seen.succeed(.none) }
    } catch {
      seen.fail(error)
    }
    return try await seen.futureResult.get()
  }
}
