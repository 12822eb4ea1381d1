internal import StrictYAML

/// One setting as world files and the control port write it.
///
/// What can be written, the documentation and the test that no setting is forgotten come from the
/// table of these.
struct SettingField: Sendable {
  typealias Reading =
    @Sendable (inout MappingReader, inout WorldSettings, inout [SourceProblem]) -> Void

  /// The key below `settings`: the property's name in snake case.
  let key: String
  /// What can be written, for people.
  let form: String
  /// YAML of a value that differs from the standard one.
  let example: String
  /// Takes the key out of a mapping and sets the property; a problem for anything else.
  let read: Reading

  /// All settings, in the order of ``WorldSettings``.
  static let all = documented + assumed + presentation

  private static let documented: [SettingField] = [
    .choice("mode", \.mode, example: "strict"),
    .flag("vary", \.vary, example: "yes"),
    .flag("default_namespace_usable", \.defaultNamespaceUsable, example: "yes"),
    .text(
      "default_namespace", \.defaultNamespace, form: "a domain name", example: "main.example"
    ) { NamespaceName(formValue: $0)?.text },
    .texts("address_pool", form: ranges, example: "[127.53.1.0/24]", { AddressRange($0) != nil }) {
      $0.addressPool = $1
    },
    .texts(
      "authinfo_addresses", form: ranges, example: "[127.0.0.1]", { AddressRange($0) != nil }
    ) { $0.authinfoAddresses = $1 }
    .orNothing(meaning: "everybody") { $0.authinfoAddresses = nil },
    .texts(
      "restricted_names", form: "a list of domain names", example: "[bank.example]",
      { DomainName($0) != nil }
    ) { $0.restrictedNames = $1 },
    SettingField(
      key: "zone_template", form: ZoneTemplate.form, example: ZoneTemplate.example
    ) { reader, settings, problems in
      if let node = reader.take("zone_template") { settings.zoneTemplate.read(node, &problems) }
    },
    .seconds("session_lifetime", \.sessionLifetime, example: "60"),
    .flag("binds_sessions_to_address", \.bindsSessionsToAddress, example: "no"),
  ]

  private static let assumed: [SettingField] = [
    .flag("administrator_sees_all", \.administratorSeesAll, example: "no"),
    .flag("tells_namespaces", \.tellsNamespaces, example: "no"),
    .flag("moves_namespaces", \.movesNamespaces, example: "yes"),
    .seconds("session_key_lifetime", \.sessionKeyLifetime, example: "5"),
    .choice("signing_algorithm", \.signingAlgorithm, example: "ed25519"),
  ]

  private static let presentation: [SettingField] = [
    .text("theme", \.theme, form: "letters, digits, `-` and `_`", example: "dragon") {
      $0.isPlainWord ? $0 : nil
    },
    .text("features", \.features, form: "letters and digits", example: "00ff") {
      $0.isPlainWord ? $0 : nil
    },
    .texts(
      "secondaries", form: "a list of `a.b.c.d` or `a.b.c.d:port`", example: "[127.0.0.9:5300]",
      isServer
    ) { $0.secondaries = $1 },
    SettingField(key: "primary_port", form: "1 to 65535", example: "5300") {
      reader, settings, problems in
      settings.primaryPort =
        reader.number("primary_port", in: 1...65_535, &problems) ?? settings.primaryPort
    },
    .text("host", \.host, form: "`https://` or `http://` and a host", example: "https://dns.a") {
      $0.contains(/^https?:\/\/[^\s\/"<>]+$/) ? $0 : nil
    },
  ]

  private static let ranges = "a list of `a.b.c.d/n`, `a.b.c.d-a.b.c.d` or `a.b.c.d`"

  private static func isServer(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let address = IPAddress(formValue: parts[0]), address.family == .v4 else { return false }
    guard parts.count == 2 else { return parts.count == 1 }
    return UInt16(parts[1]).map { $0 > 0 } ?? false
  }
}

extension String {
  fileprivate var isPlainWord: Bool {
    (1...64).contains(utf8.count) && contains(/^[A-Za-z0-9_-]+$/)
  }
}
