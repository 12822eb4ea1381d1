internal import DNSWire

extension World {
  /// Arms a fault of the name server and returns a number to take it back with
  /// (``DNSFaultPlan/remove(_:)``).
  ///
  /// - Throws: ``DNSFaultError``; for ``DNSFault/Effect/stale`` also when there is no memory for the
  ///   copy of the world.
  @discardableResult
  public func add(_ fault: DNSFault) throws -> Int {
    try dnsFaults.add(fault, past: fault.effect == .stale ? fork() : nil)
  }

  /// Runs `body` with a fault of the name server armed, and takes it back whatever happens.
  ///
  /// ```swift
  /// try await world.withFault(DNSFault(.drop, on: .init(name: "example.net"))) { … }
  /// ```
  ///
  /// - Throws: As ``add(_:)-(DNSFault)``, and what `body` throws.
  public func withFault<Value>(
    _ fault: DNSFault, _ body: () async throws -> Value
  ) async throws -> Value {
    let id = try add(fault)
    defer { dnsFaults.remove(id) }
    return try await body()
  }
}

extension DNSFaultPlan.Hit {
  /// What goes out instead of the normal answer.
  func reply(
    to packet: [UInt8], at address: String, over transport: DNSTransport, from client: String,
    normal: () -> DNSReply
  ) -> DNSReply {
    switch effect {
    case .drop: .nothing
    case .delay(let duration): normal().delayed(by: duration)
    case .serverFailure: .refusal(.serverFailure, of: try? Message(decoding: packet))
    case .lame: .refusal(.refused, of: try? Message(decoding: packet))
    case .truncate: Self.truncated(packet)
    case .wrongID: normal().withWrongID()
    case .stale:
      past?.answerDNS(packet, at: address, over: transport, from: client) ?? .nothing
    }
  }

  private static func truncated(_ packet: [UInt8]) -> DNSReply {
    guard let query = try? Message(decoding: packet) else { return .nothing }
    var reply = Message.reply(to: query)
    reply.header.isAuthoritative = true
    reply.header.isTruncated = true
    return (try? reply.encoded()).map(DNSReply.message) ?? .nothing
  }
}
