public import FakeDNSmanager
internal import StrictYAML

extension FakeTarget {
  /// Creates the target on the world files of a folder: `provider` is `provider.yaml` in it.
  ///
  /// `change` is made to each file after it is read.
  public init(
    worlds folder: String, mutant: MutantCatalog.Entry? = nil,
    changing change: @escaping @Sendable (inout WorldFile) -> Void = { _ in }
  ) {
    self.init(mutant: mutant) { name in
      try WorldFile.load("\(folder)/\(name).yaml", changing: change)
    }
  }
}

extension ServedTarget {
  /// Starts a server for the world files of a folder: `provider` is `provider.yaml` in it.
  ///
  /// `change` is made to each file after it is read. Throws as ``init(_:worldFile:)``.
  public convenience init(
    _ scheme: Scheme, worlds folder: String,
    changing change: @escaping @Sendable (inout WorldFile) -> Void = { _ in }
  ) async throws {
    try await self.init(scheme) { name in
      try WorldFile.load("\(folder)/\(name).yaml", changing: change)
    }
  }
}

extension PartnerTarget {
  /// Starts the target for the world files of a folder: `provider` is `provider.yaml` in it.
  ///
  /// `change` is made to each file after it is read. Throws as ``init(_:within:worldFile:)``.
  public convenience init(
    _ door: PartnerDoor, within limit: Duration = .seconds(30), worlds folder: String,
    changing change: @escaping @Sendable (inout WorldFile) -> Void = { _ in }
  ) async throws {
    try await self.init(door, within: limit) { name in
      try WorldFile.load("\(folder)/\(name).yaml", changing: change)
    }
  }
}

extension RealTarget {
  /// Describes the target with the world files of a folder: `provider` is `provider.yaml` in it.
  ///
  /// - Throws: What is wrong with the URL.
  public convenience init(_ access: RealPanelAccess, worlds folder: String) throws {
    try self.init(access) { name in try WorldFile.load("\(folder)/\(name).yaml") }
  }
}

extension WorldFile {
  /// Reads a world file; its size is looked at before anything is read.
  ///
  /// - Throws: ``SuiteError`` when it is missing, unreadable, too large or invalid.
  public static func load(_ path: String) throws(SuiteError) -> WorldFile {
    let text = try SourceFile.text(at: path, limit: maximumByteCount)
    do throws(InvalidSources) {
      return try decode(yaml: text, file: path)
    } catch {
      throw .invalid(error)
    }
  }

  fileprivate static func load(
    _ path: String, changing change: (inout WorldFile) -> Void
  ) throws(SuiteError) -> WorldFile {
    var file = try load(path)
    change(&file)
    return file
  }
}
