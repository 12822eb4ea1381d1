/// A reply, seen as the word of a server of one zone.
struct ZoneReply: Sendable {
  /// The servers of a zone further down.
  struct Referral: Sendable {
    let zone: Name
    let servers: [Name]
    /// Glue: addresses that the zone above may give.
    let addresses: [String]
  }

  let message: Message
  let zone: Name

  /// Whether it answers the question: with authority, or with a referral further down.
  ///
  /// Anything else is a lame server, and another one is to be asked.
  func isUseful(for query: Message) -> Bool {
    guard message.header.isResponse, message.header.id == query.header.id,
      message.questions == query.questions, let name = query.questions.first?.name,
      [.noError, .nameError].contains(message.header.responseCode)
    else { return false }
    return message.header.isAuthoritative || referral(for: name) != nil
  }

  /// The delegation that the reply is, if it is one that leads from the zone towards the name.
  func referral(for name: Name) -> Referral? {
    guard !message.header.isAuthoritative, message.answers.isEmpty,
      let child = message.authorities.first(where: { $0.type == .ns })?.name,
      child.labelCount > zone.labelCount, child.isSubdomain(of: zone), name.isSubdomain(of: child)
    else { return nil }
    let servers = message.authorities.filter { $0.name == child }.compactMap(\.data.serverName)
    let addresses = message.additionals.filter { record in
      servers.contains(record.name) && record.name.isSubdomain(of: zone)
    }.compactMap(\.data.address)
    return Referral(zone: child, servers: servers, addresses: addresses)
  }

  /// Takes the records of a name, and of the aliases that lead on within the zone.
  ///
  /// - Returns: The name that an alias leads to and that the reply says nothing about.
  func follow(
    from start: Name, to type: RecordType, _ answers: inout [ResourceRecord]
  ) -> Name? {
    var name = start
    var hasFollowed = false
    for _ in 0...ZoneAnswer.maximumAliasCount {
      guard name.isSubdomain(of: zone) else { return name }
      let own = message.answers.filter { $0.name == name }
      let found = own.filter { $0.type == type || type == .any }
      guard found.isEmpty else {
        answers += found
        return nil
      }
      guard let alias = own.first(where: { $0.type == .cname }),
        case .cname(let target) = alias.data
      else { return hasFollowed && isSilent(about: name) ? name : nil }
      answers.append(alias)
      (name, hasFollowed) = (target, true)
    }
    return name
  }

  /// Whether the reply says nothing of the name an alias leads to, not even that it has nothing.
  private func isSilent(about name: Name) -> Bool {
    message.header.responseCode == .noError
      && !message.authorities.contains { $0.type == .soa && name.isSubdomain(of: $0.name) }
  }
}

extension RecordData {
  /// The address of an A or AAAA record as text.
  var address: String? {
    switch self {
    case .a(let address): "\(address)"
    case .aaaa(let address): "\(address)"
    default: nil
    }
  }

  /// The host of an NS record.
  fileprivate var serverName: Name? { if case .ns(let name) = self { name } else { nil } }
}
