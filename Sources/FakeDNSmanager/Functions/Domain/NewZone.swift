/// A zone about to be made, with the records that it starts with.
struct NewZone {
  var name: DomainName
  var owner: Account
  var namespace: Namespace
  var source: Source
  /// The SOA mailbox; `nil` is the account's, else the default one.
  var email: Mailbox?
  var isSigned = false
  var template = ZoneTemplate()
  /// How many of the name servers the zone names; a mutant takes one away.
  var nameServerCount = Int.max

  /// Where the contents come from.
  enum Source {
    /// Records made from the template for these addresses.
    case addresses([IPAddress])
    /// Another server.
    case master(IPAddress)
  }

  /// Assumed: the local part of the mailbox where neither the call nor the account names one.
  static let defaultMailboxName = "hostmaster"

  /// The zone as a row.
  ///
  /// - Throws: `value/name` for a master whose default mailbox would be too long for an SOA record.
  func domain(at time: WorldTime) throws(PanelError) -> Domain {
    let mailbox = mailbox
    var domain = Domain(
      name: name.text, ownerID: owner.id, namespaceID: namespace.id, kind: .master,
      email: mailbox?.text ?? "", serial: .firstSerial(at: time))
    domain.isSigned = isSigned
    switch source {
    case .addresses:
      guard mailbox != nil else {
        throw .value(
          name.text, of: "name",
          expected: "a name that \(Self.defaultMailboxName). fits in front of, or come with email")
      }
    case .master(let address):
      domain.kind = .slave
      domain.masterAddress = address.text
    }
    return domain
  }

  /// The records that it starts with, each once: SOA and NS always, the template's for each address;
  /// none where the contents are transferred.
  ///
  /// What the template has and DNS cannot have, a name or a text that is too long, is left out, which
  /// is assumed.
  func records(of domain: Domain) -> [Record] {
    guard case .addresses(let addresses) = source else { return [] }
    let servers = nameServers.prefix(nameServerCount)
    let authority = StartOfAuthority(
      primary: servers.first ?? apex, mailbox: mailbox?.dnsText ?? apex, serial: domain.serial)
    let records =
      [record(apex, .soa, authority.text)] + servers.map { record(apex, .ns, $0) }
      + (addresses.isEmpty ? [] : templateRecords(addresses))
    return records.uniqued(by: \.rkey)
  }

  private var apex: String { "\(name.text)." }

  private var mailbox: Mailbox? {
    email ?? Mailbox(formValue: owner.email)
      ?? Mailbox(name: Self.defaultMailboxName, at: name)
  }

  /// The account's own name servers, else `ns1.` and `ns2.` of its namespace (clause NS-18).
  private var nameServers: [String] {
    let own = owner.nameServers.split(separator: " ").map { $0.hasSuffix(".") ? "\($0)" : "\($0)." }
    return own.isEmpty ? namespace.nameServers.map { "\($0)." } : own
  }

  private func templateRecords(_ addresses: [IPAddress]) -> [Record] {
    let template = template.adapted(to: owner)
    let hosts = template.addressNames.compactMap(fullName).flatMap { host in
      addresses.map { record(host, $0.family == .v4 ? .a : .aaaa, $0.text) }
    }
    let mail = template.mailServers.compactMap { server in
      fullName(server.host).map { host in
        var record = record(apex, .mx, host)
        record.priority = UInt16(clamping: server.priority)
        return record
      }
    }
    let mechanisms = addresses.map { "\($0.family == .v4 ? "ip4" : "ip6"):\($0.text)" }
    let policy = (["v=spf1"] + mechanisms + ["a", "mx", "~all"]).joined(separator: " ")
    let publishesSPF = template.publishesSPF && policy.utf8.count <= RecordBuilder.longestText
    return hosts + mail + (publishesSPF ? [record(apex, .txt, policy)] : [])
  }

  private func record(_ name: String, _ kind: Record.Kind, _ value: String) -> Record {
    Record(name: name, kind: kind, ttl: template.ttl, value: value)
  }

  /// The name of a host with its final dot; `nil` where it would be too long.
  private func fullName(_ host: String) -> String? {
    switch host {
    case "@": return apex
    case _ where host.hasSuffix("."): return host
    default:
      let name = "\(host).\(apex)"
      return name.utf8.count <= DomainName.maximumByteCount + 1 ? name : nil
    }
  }
}

extension Transaction {
  /// Stores a zone of a name that its namespace does not have, with the records that it starts with.
  ///
  /// - Throws: `value/name` for a name that leaves no room for the mailbox of the SOA record.
  func make(_ zone: NewZone, at time: WorldTime) throws -> Domain {
    let domain = try insert(zone.domain(at: time), at: time)
    try insert(zone.records(of: domain), into: domain)
    return domain
  }
}
