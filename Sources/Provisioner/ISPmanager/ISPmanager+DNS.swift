internal import DNSWire

/// The server's own name server, the master of its domains.
extension ISPmanager {
  /// Answers one DNS message, as BIND on the server does.
  ///
  /// Transfers are for everybody: what is simulated answers on loopback only (assumed: the vendor asks
  /// for an open "Allow-transfer", billing reference, 3.4).
  ///
  /// - Returns: The messages to send back, without TCP's length; none where a server must be silent.
  public func answerDNS(_ packet: [UInt8], isTCP: Bool) -> [[UInt8]] {
    let outcome = Responder().respond(to: packet, over: isTCP ? .tcp : .udp) { name in
      let closest = domains.filter { domain in
        (try? Name("\(domain.name).")).map(name.isSubdomain) ?? false
      }.max { $0.name.utf8.count < $1.name.utf8.count }
      return try? closest?.zone
    }
    switch outcome {
    case .drop: return []
    case .reply(let bytes): return [bytes]
    case .transfer(let request): return Array(TransferMessages(stream: TransferStream(request)))
    case .notify(let query):
      // Nobody is master of what is here.
      let refusal = try? Message.reply(to: query, code: .refused).encoded()
      return refusal.map { [$0] } ?? []
    }
  }

  /// What a real BIND needs to be this server's master: the zone files by name, and the statements
  /// that load them.
  ///
  /// - Parameter notify: Addresses, as `127.53.0.1` or `127.53.0.1 port 5300`, that BIND tells of
  ///   changes instead of the name servers of the zones.
  /// - Returns: The statements of the configuration, and the zones' texts by the names of their files.
  public func bindFiles(notify: [String] = []) -> (configuration: String, zones: [String: String]) {
    let tells = notify.map { "\($0); " }.joined()
    let statements = domains.map { domain in
      """
      zone "\(domain.name)" {
        type primary; file "\(domain.name).zone"; allow-transfer { any; };
        notify \(notify.isEmpty ? "yes" : "explicit; also-notify { \(tells)}");
      };

      """
    }
    let files = domains.map { ("\($0.name).zone", $0.text) }
    return (statements.joined(), Dictionary(files, uniquingKeysWith: { $1 }))
  }
}

/// The messages of a transfer; a record that fits no message ends them, and nobody believes the rest.
private struct TransferMessages: Sequence, IteratorProtocol {
  var stream: TransferStream

  mutating func next() -> [UInt8]? { (try? stream.next()) ?? nil }
}
