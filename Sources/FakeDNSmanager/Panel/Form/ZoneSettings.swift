/// Hosts of a domain name each, kept with the final dot and a blank between.
struct HostList: FormValue {
  static let formDescription = "one to \(maximumCount) full host names, with a blank between"
  /// Assumed: more name servers than this no zone has.
  private static let maximumCount = 13

  let text: String

  init?(formValue text: String) {
    let names = text.split(separator: " ").map { DomainName(formValue: String($0)) }
    let known = names.compactMap { $0 }
    guard (1...Self.maximumCount).contains(names.count), known.count == names.count else {
      return nil
    }
    self.text = known.uniqued().map { "\($0.text)." }.joined(separator: " ")
  }
}

/// Names below a zone, with a blank between: `www mail`.
struct SubdomainList: FormValue {
  static let formDescription = "one to 100 names below a zone, with a blank between"

  let names: [String]

  var text: String { names.joined(separator: " ") }

  init?(formValue text: String) {
    let names = text.lowercased().split(separator: " ").map(String.init)
    guard (1...100).contains(names.count), names.allSatisfy(\.isHostBelowZone) else { return nil }
    self.names = names.uniqued()
  }
}

/// Mail servers: priority and host, the host below the zone or full with a final dot.
struct MailServerList: FormValue {
  static let formDescription =
    "one to 100 mail servers like `10 mail, 20 mx.b.example.`: priority and host"

  let servers: [ZoneTemplate.MailServer]

  var text: String { servers.map { "\($0.priority) \($0.host)" }.joined(separator: ", ") }

  init(servers: [ZoneTemplate.MailServer]) { self.servers = servers }

  init?(formValue text: String) {
    let servers = text.lowercased().split(separator: ",").map { Self.server($0) }
    let known = servers.compactMap { $0 }
    guard (1...100).contains(servers.count), known.count == servers.count else { return nil }
    self.servers = known.uniqued()
  }

  private static func server(_ text: Substring) -> ZoneTemplate.MailServer? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let priority = UInt16(formValue: words[0]) else { return nil }
    let isFull = words[1].hasSuffix(".") && DomainName(words[1]) != nil
    guard isFull || words[1].isHostBelowZone else { return nil }
    return ZoneTemplate.MailServer(priority: Int(priority), host: words[1])
  }
}

extension String {
  /// Whether the text names a host when a zone's name is put behind it.
  fileprivate var isHostBelowZone: Bool {
    !hasSuffix(".") && DomainName("\(self).zone.example") != nil
  }
}

extension ZoneTemplate {
  /// The template with what the account has set for itself in `dnsparam` (documented, reference §3.6).
  func adapted(to account: Account) -> ZoneTemplate {
    var result = self
    if let list = MailServerList(formValue: account.mailServers) {
      result.mailServers = list.servers
    }
    if let list = SubdomainList(formValue: account.subdomains) {
      result.addressNames = ["@"] + list.names
    }
    return result
  }
}
