internal import StrictYAML

extension ZoneTemplate {
  static let form =
    "`address_names` (list), `mail_servers` (list of `priority` and `host`), `publishes_spf`, `ttl`"
  static let example = """
    { address_names: ["@"], mail_servers: [{ priority: 5, host: mx }], publishes_spf: no, ttl: 60 }
    """

  /// Sets what the mapping names; the rest stays.
  mutating func read(_ node: YAMLNode, _ problems: inout [SourceProblem]) {
    guard var reader = MappingReader(node, "a zone template", &problems) else { return }
    if reader.remaining.contains(where: { $0.key == "address_names" }) {
      addressNames = reader.texts(
        "address_names", &problems, expected: "names of hosts, or @", Self.isHost)
    }
    if reader.remaining.contains(where: { $0.key == "mail_servers" }) {
      mailServers = reader.list("mail_servers", &problems).compactMap {
        Self.mailServer($0, &problems)
      }
    }
    publishesSPF = reader.settingFlag("publishes_spf", &problems) ?? publishesSPF
    ttl = reader.number("ttl", in: 0...Int(Int32.max), &problems) ?? ttl
    reader.finish(&problems, others: ["address_names", "mail_servers"])
  }

  private static func mailServer(
    _ node: YAMLNode, _ problems: inout [SourceProblem]
  ) -> MailServer? {
    guard var reader = MappingReader(node, "a mail server", &problems) else { return nil }
    let priority = reader.number("priority", in: 0...Int(UInt16.max), &problems)
    let host = reader.checkedText("host", "the name of a host", &problems) { isHost($0) ? $0 : nil }
    reader.finish(&problems)
    return host.map { MailServer(priority: priority ?? 10, host: $0) }
  }

  private static func isHost(_ text: String) -> Bool {
    RecordName(text, in: "zone.example", as: .owner) != nil
  }
}
