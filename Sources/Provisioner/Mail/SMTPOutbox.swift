private import NIOCore
private import NIOPosix
private import NIOSSL

/// Hands mails to an SMTP server, one connection per mail.
///
/// A process that dies between the server's last word and the note of it hands the mail over again after
/// its restart: with the same Message-ID, as SMTP has no other way to tell.
public struct SMTPOutbox: Outbox {
  /// How the connection is protected.
  public enum Security: String, CaseIterable, Sendable {
    /// Not at all; for a server on this machine.
    case none
    /// Begun in the clear and encrypted before anything else is said; refused without.
    case startTLS = "starttls"
    /// Encrypted from the first byte.
    case tls
  }

  /// A login at the server.
  public struct Login: Sendable {
    let name: String
    let password: Secret

    /// Takes a login.
    public init(name: String, password: Secret) {
      self.name = name
      self.password = password
    }
  }

  let host: String
  let port: Int
  let security: Security
  let login: Login?
  let clientName: String
  private let verifiesTLS: Bool
  private let timeout: Duration

  /// Describes a server; asks nobody yet.
  ///
  /// The time-out is for handing one mail over; RFC 5321 asks for minutes, which no customer waits for.
  public init(
    host: String, port: Int, security: Security, login: Login? = nil,
    clientName: String = "nslab.invalid", verifiesTLS: Bool = true,
    timeout: Duration = .seconds(60)
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.login = login
    self.clientName = clientName
    self.verifiesTLS = verifiesTLS
    self.timeout = timeout
  }

  /// Hands a mail over.
  ///
  /// - Throws: ``SMTPError``, and what the network throws.
  public func deliver(_ mail: DeliverableMail) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await converse(mail) }
      group.addTask {
        try await Task.sleep(for: timeout)
        throw SMTPError.timeout
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func converse(_ mail: DeliverableMail) async throws {
    let context = try NIOSSLContext(configuration: tlsConfiguration)
    let host = host
    let isEncrypted = security == .tls
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(10))
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if isEncrypted { try Self.encrypt(channel, context, host) }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel)
        }
      }
    try await channel.executeThenClose { inbound, outbound in
      var dialogue = SMTPDialogue(
        outbox: self,
        encrypt: {
          let plain = channel.channel
          try await plain.eventLoop.submit { try Self.encrypt(plain, context, host) }.get()
        }, outbound: outbound, inbound: inbound.makeAsyncIterator())
      try await dialogue.hand(over: mail)
    }
  }

  private static func encrypt(
    _ channel: any Channel, _ context: NIOSSLContext, _ host: String
  ) throws {
    // An address is no server name; NIOSSL verifies it against the certificate's addresses.
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    let handler = try NIOSSLClientHandler(
      context: context, serverHostname: isAddress ? nil : host)
    try channel.pipeline.syncOperations.addHandler(handler, position: .first)
  }

  private var tlsConfiguration: TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if !verifiesTLS { configuration.certificateVerification = .none }
    return configuration
  }
}
