private import Foundation
public import StrictYAML

extension WorldFile {
  /// The largest world file, in bytes.
  public static let maximumByteCount = 4 * 1024 * 1024

  /// Reads a declared state from YAML; `file` is the name that messages give.
  ///
  /// - Throws: `InvalidSources` with every mistake that could be found: place, value, what would be
  ///   right.
  public static func decode(
    yaml text: String, file: String
  ) throws(InvalidSources) -> WorldFile {
    guard text.utf8.count <= maximumByteCount else {
      throw InvalidSources([
        SourceProblem(Place(file: file), "larger than \(maximumByteCount) bytes")
      ])
    }
    let root = try YAMLDecoding.node(in: text, file: file)
    var decoding = WorldDecoding()
    let world = decoding.world(root)
    guard let world, decoding.problems.isEmpty else { throw InvalidSources(decoding.problems) }
    return world
  }
}

/// Reads the parts of a world file and collects what is wrong with them.
private struct WorldDecoding {
  var problems: [SourceProblem] = []

  mutating func world(_ node: YAMLNode) -> WorldFile? {
    guard var reader = MappingReader(node, "a world", &problems) else { return nil }
    var file = WorldFile()
    file.name = reader.requiredString("world", &problems) ?? ""
    if let seed = reader.number("seed", in: 0...Int.max, &problems) { file.seed = UInt64(seed) }
    file.administrators = list("administrators", of: &reader) { $0.administrator($1) }
    file.resellers = list("resellers", of: &reader) { $0.reseller($1) }
    file.users = list("users", of: &reader) { $0.user($1, needsNamespace: true) }
    if let node = reader.take("parent") { parent(node, &file) }
    if let node = reader.take("settings") { file.settings = file.settings.reading(node, &problems) }
    if let node = reader.take("clock") { file.start = time(node) ?? file.start }
    reader.finish(&problems)
    return file
  }

  private mutating func administrator(_ node: YAMLNode) -> WorldFile.Administrator? {
    guard var reader = MappingReader(node, "an administrator", &problems) else { return nil }
    let login = login(&reader)
    let password = password(&reader)
    reader.finish(&problems)
    return WorldFile.Administrator(name: login, password: password)
  }

  private mutating func reseller(_ node: YAMLNode) -> WorldFile.Reseller? {
    guard var reader = MappingReader(node, "a reseller", &problems) else { return nil }
    var reseller = WorldFile.Reseller(
      name: login(&reader), password: password(&reader),
      namespace: domainName("namespace", &reader, isRequired: true) ?? "")
    if let flag = reader.flag("two_addresses", &problems) { reseller.hasTwoAddresses = flag }
    reseller.userLimit = reader.number("user_limit", in: Self.limits, &problems)
    reseller.domainLimit = reader.number("domain_limit", in: Self.limits, &problems)
    reseller.isSuspended = reader.flag("suspended", &problems) ?? false
    reseller.users = list("users", of: &reader) { $0.user($1, needsNamespace: false) }
    reseller.domains = list("domains", of: &reader) { $0.domain($1) }
    reader.finish(&problems)
    return reseller
  }

  private mutating func user(_ node: YAMLNode, needsNamespace: Bool) -> WorldFile.User? {
    guard var reader = MappingReader(node, "a user", &problems) else { return nil }
    var user = WorldFile.User(name: login(&reader), password: password(&reader))
    user.namespace = domainName("namespace", &reader, isRequired: needsNamespace)
    user.domainLimit = reader.number("domain_limit", in: Self.limits, &problems)
    user.isSuspended = reader.flag("suspended", &problems) ?? false
    user.domains = list("domains", of: &reader) { $0.domain($1) }
    reader.finish(&problems)
    return user
  }

  private mutating func domain(_ node: YAMLNode) -> WorldFile.Domain? {
    guard var reader = MappingReader(node, "a domain", &problems) else { return nil }
    var domain = WorldFile.Domain(name: domainName("name", &reader, isRequired: true) ?? "")
    domain.addresses = reader.texts("ip", &problems)
    reader.finish(&problems)
    return domain
  }

  private mutating func parent(_ node: YAMLNode, _ file: inout WorldFile) {
    guard var reader = MappingReader(node, "parent zones", &problems) else { return }
    var parent = ParentZones()
    if let address = reader.string("root", &problems) { parent.rootAddress = address }
    if let address = reader.string("registry", &problems) { parent.registryAddress = address }
    let zones = reader.texts("zones", &problems)
    if !zones.isEmpty { parent.zones = zones }
    if let flag = reader.flag("signed", &problems) { parent.isSigned = flag }
    file.settings.parent = parent
    file.delegations = list("delegations", of: &reader) { $0.delegation($1) }
    reader.finish(&problems)
  }

  private mutating func delegation(_ node: YAMLNode) -> Delegation? {
    guard var reader = MappingReader(node, "a delegation", &problems) else { return nil }
    let domain = domainName("name", &reader, isRequired: true) ?? ""
    let servers = reader.texts("servers", &problems).compactMap { text -> Delegation.Server? in
      do throws(DelegationError) {
        return try Delegation.Server(text)
      } catch {
        problems.append(SourceProblem(reader.place, "\(error)"))
        return nil
      }
    }
    let signers = reader.texts("ds", &problems)
    reader.finish(&problems)
    return Delegation(domain: domain, servers: servers, signers: signers)
  }

  private static let limits = 0...1_000_000

  private mutating func list<Value>(
    _ key: String, of reader: inout MappingReader,
    _ read: (inout WorldDecoding, YAMLNode) -> Value?
  ) -> [Value] {
    reader.list(key, &problems).compactMap { read(&self, $0) }
  }

  private mutating func login(_ reader: inout MappingReader) -> String {
    reader.checkedText("name", Login.formDescription, &problems) {
      Login(formValue: $0)?.text
    } ?? ""
  }

  private mutating func password(_ reader: inout MappingReader) -> String {
    reader.checkedText("password", Password.formDescription, isSecret: true, &problems) {
      Password(formValue: $0)?.text
    } ?? ""
  }

  private mutating func domainName(
    _ key: String, _ reader: inout MappingReader, isRequired: Bool
  ) -> String? {
    guard isRequired || reader.remaining.contains(where: { $0.key == key }) else {
      _ = reader.take(key)
      return nil
    }
    return reader.checkedText(key, DomainName.formDescription, &problems) { DomainName($0)?.text }
  }

  private mutating func time(_ node: YAMLNode) -> WorldTime? {
    // Foundation reads 30 February as 2 March and does not look at what follows; neither prints back.
    if let text = node.scalar,
      let date = try? Date(text, strategy: Date.ISO8601FormatStyle()),
      date.formatted(Date.ISO8601FormatStyle()) == text
    {
      let time = WorldTime(seconds: Int64(date.timeIntervalSince1970))
      if WorldTime.moments.contains(time.seconds) { return time }
    }
    problems.append(
      SourceProblem(
        node.place,
        "'clock' must be like 2026-01-01T00:00:00Z, from 1970 to 9999, not \(node.kind)"))
    return nil
  }
}
