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
  private let authorities: TrustedAuthorities?
  private let timeout: Duration

  /// Describes a server; asks nobody yet.
  ///
  /// The time-out is for handing one mail over; RFC 5321 asks for minutes, which no customer waits for.
  /// `authorities` are trusted besides those of the system.
  public init(
    host: String, port: Int, security: Security, login: Login? = nil,
    clientName: String = "nslab.invalid", verifiesTLS: Bool = true,
    trusting authorities: TrustedAuthorities? = nil, timeout: Duration = .seconds(60)
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.login = login
    self.clientName = clientName
    self.verifiesTLS = verifiesTLS
    self.authorities = authorities
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
    let (channel, handshake) = try await ClientBootstrap(
      group: MultiThreadedEventLoopGroup.singleton
    )
    .connectTimeout(.seconds(10))
    .connect(host: host, port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        let handshake =
          isEncrypted ? try TLSHandshake.begin(on: channel, context, host) : nil
        return (
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel),
          handshake
        )
      }
    }
    // The future of a handshake knows nothing of cancellation: the end of the connection ends it.
    try await withTaskCancellationHandler {
      try await converse(mail, over: channel, after: handshake, context)
    } onCancel: {
      channel.channel.close(promise: nil)
    }
  }

  private func converse(
    _ mail: DeliverableMail, over channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
    after handshake: EventLoopFuture<Void>?, _ context: NIOSSLContext
  ) async throws {
    let host = host
    try await channel.executeThenClose { inbound, outbound in
      try await handshake?.get()
      var dialogue = SMTPDialogue(
        outbox: self,
        encrypt: {
          let plain = channel.channel
          let begun = plain.eventLoop.flatSubmit {
            plain.eventLoop.makeCompletedFuture {
              try TLSHandshake.begin(on: plain, context, host)
            }.flatMap(\.self)
          }
          try await begun.get()
        }, outbound: outbound, inbound: inbound.makeAsyncIterator())
      try await dialogue.hand(over: mail)
    }
  }

  private var tlsConfiguration: TLSConfiguration {
    var configuration = authorities?.configuration ?? .makeClientConfiguration()
    if !verifiesTLS { configuration.certificateVerification = .none }
    return configuration
  }
}
