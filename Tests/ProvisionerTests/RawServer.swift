import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on a port of its own that keeps what it was sent and answers with given bytes.
final class RawServer: Sendable {
  private let channel: any Channel
  private let kept: Kept
  let port: Int

  /// Starts it.
  ///
  /// `answer` is said once what came ends with one of `ends`, or at once without any; `nil` says nothing
  /// and stays connected. Forms without fields end with their function. `tls` names a pair of files
  /// in `fixtures/certificates`; without it nothing is encrypted.
  init(
    answer: String?, ends: [String] = ["func=whoami", "func=dnsparam"],
    tls: String? = nil, host: String = "127.0.0.1"
  ) async throws {
    let kept = Kept()
    let context = try tls.map { try NIOSSLContext(configuration: Self.certificate($0)) }
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          }
          try channel.pipeline.syncOperations.addHandler(
            Responder(answer: answer, ends: ends, kept: kept))
        }
      }
      .bind(host: host, port: 0).get()
    port = channel.localAddress?.port ?? 0
    self.kept = kept
  }

  /// Everything that was received.
  var received: String { kept.text.withLock { $0 } }

  func stop() async throws {
    try await channel.close()
  }

  /// The certificate of a pair of files, in PEM.
  static func pem(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: "\(name).pem"), encoding: .utf8)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../fixtures/certificates").standardizedFileURL

  static func certificate(_ name: String) throws -> TLSConfiguration {
    let key = folder.appending(path: "\(name).key").path
    return .makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(pem(name).utf8))
        .map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
  }

  static func reply(_ status: String, _ body: String, headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: text/xml\r\n\(headers)"
      + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
  }
}

private final class Kept: Sendable {
  let text = Mutex("")
}

private final class Responder: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: String?
  private let ends: [String]
  private let kept: Kept
  private var request = ""

  init(answer: String?, ends: [String], kept: Kept) {
    self.answer = answer
    self.ends = ends
    self.kept = kept
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let text = String(buffer: unwrapInboundIn(data))
    kept.text.withLock { $0 += text }
    request += text
    guard ends.isEmpty || ends.contains(where: request.hasSuffix), let answer else { return }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    context.close(promise: nil)
  }
}
