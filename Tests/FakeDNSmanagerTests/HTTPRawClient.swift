import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// A client that says exactly the bytes it is told to, over TCP or TLS.
struct RawClient {
  private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var unread: [UInt8] = []

  /// One answer, cut at its `Content-Length`.
  struct Answer {
    let head: String
    let body: String

    var status: String { String(head.prefix { $0 != "\r\n" }) }

    func field(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }
        .map { String($0.dropFirst(name.count + 2)) }
    }
  }

  /// How a client speaks.
  enum Transport {
    case plain
    /// TLS, trusting that authority alone, for that name.
    case tls(authority: String?, name: String? = "localhost")
  }

  /// Connects, lets `body` talk, and closes.
  static func connected<Value: Sendable>(
    to port: Int?, _ transport: Transport = .plain,
    _ body: (inout RawClient) async throws -> Value
  ) async throws -> Value {
    let port = try #require(port)
    let tls = try transport.context
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls.context, serverHostname: tls.name))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      var client = RawClient(iterator: inbound.makeAsyncIterator(), outbound: outbound)
      return try await body(&client)
    }
  }

  func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  /// Says that nothing more will come, and goes on listening.
  func finishSending() {
    outbound.finish()
  }

  /// The next answer; `nil` when the server has closed before a whole one.
  ///
  /// `hasBody` says whether the bytes of `Content-Length` follow; they do not after HEAD.
  mutating func answer(hasBody: Bool = true) async throws -> Answer? {
    let end = Array("\r\n\r\n".utf8)
    while unread.firstRange(of: end) == nil {
      guard try await readMore() else { return nil }
    }
    guard let range = unread.firstRange(of: end) else { return nil }
    let head = String(decoding: unread[..<range.lowerBound], as: UTF8.self)
    unread.removeSubrange(..<range.upperBound)
    let stated = Answer(head: head, body: "").field("Content-Length").flatMap(Int.init) ?? 0
    let length = hasBody ? stated : 0
    while unread.count < length {
      guard try await readMore() else { return nil }
    }
    defer { unread.removeFirst(length) }
    return Answer(head: head, body: String(decoding: unread.prefix(length), as: UTF8.self))
  }

  /// Everything that comes until the server closes.
  mutating func rest() async throws -> String {
    while try await readMore() {}
    defer { unread = [] }
    return String(decoding: unread, as: UTF8.self)
  }

  private mutating func readMore() async throws -> Bool {
    guard let part = try await iterator.next() else { return false }
    unread += part.readableBytesView
    return true
  }
}

extension RawClient.Transport {
  fileprivate var context: (context: NIOSSLContext, name: String?)? {
    get throws {
      guard case .tls(let authority, let name) = self else { return nil }
      var configuration = TLSConfiguration.makeClientConfiguration()
      if let authority {
        configuration.trustRoots = .certificates(
          try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
      }
      return (try NIOSSLContext(configuration: configuration), name)
    }
  }
}
