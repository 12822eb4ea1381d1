internal import DNSWire

extension DNSReply {
  /// The reply as a name server with these wrong behaviours gives it.
  func showing(_ mutants: Set<Mutant>, over transport: DNSTransport) -> DNSReply {
    if transport == .tcp, mutants.contains(.silentOverTCP) { return .nothing }
    return mutants.reduce(self) { reply, mutant in
      mutant.change.map { change in reply.changed(change) } ?? reply
    }
  }

  /// The same reply with its one message changed; transfers stay as they are.
  private func changed(_ change: (inout Message) -> Void) -> DNSReply {
    guard let bytes = onlyMessage, var message = try? Message(decoding: bytes) else { return self }
    change(&message)
    return (try? message.encoded()).map(DNSReply.message) ?? self
  }
}

extension Mutant {
  /// What a wrong behaviour does to the messages of the name server; `nil` for all others.
  fileprivate var change: ((inout Message) -> Void)? {
    switch self {
    case .answersWithoutAuthority: { $0.header.isAuthoritative = false }
    case .omitsNegativeSOA: { $0.authorities.removeAll { $0.type == .soa } }
    case .deniesNamesForTypes:
      { message in
        let isNoData = message.answers.isEmpty && message.authorities.contains { $0.type == .soa }
        if isNoData { message.header.responseCode = .nameError }
      }
    case .respellsNames:
      { message in
        for index in message.answers.indices {
          let text = "\(message.answers[index].name)".lowercased()
          message.answers[index].name = (try? Name(text)) ?? message.answers[index].name
        }
      }
    case .omitsSignatures: { $0.removeRecords(of: .rrsig) }
    case .omitsDenials: { $0.removeRecords(of: .nsec) }
    default: nil
    }
  }
}

extension Message {
  fileprivate mutating func removeRecords(of type: RecordType) {
    answers.removeAll { $0.type == type }
    authorities.removeAll { $0.type == type }
  }
}
