/// Why an ISPmanager does not connect to a DNSmanager; nothing was saved.
public struct ConnectionRefused: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong; never carries a password.
  public let description: String

  init(description: String) {
    self.description = description
  }

  /// The address that was typed cannot be right.
  public init(_ error: PanelURLError) {
    self.init(description: error.description)
  }
}

extension ISPmanager {
  /// Connects to a DNSmanager, as the form "Add server" does (billing reference, 3.2).
  ///
  /// Domains that are here already are made there only with `synchronises`; those made later are
  /// always.
  ///
  /// - Returns: What synchronising did; empty without it.
  /// - Throws: ``BillingError/badField(_:value:expected:)`` for name servers that are none, or none at
  ///   all; ``ConnectionRefused`` when the account cannot be used; what else the transport throws.
  @discardableResult
  public func connect(
    to server: SlaveServer, synchronises: Bool = false
  ) async throws -> SyncReport {
    var server = server
    guard !server.nameServers.isEmpty else {
      throw BillingError.badField("name-server", value: "", expected: "given once at least")
    }
    server.nameServers = try server.nameServers.map {
      try DomainName.normalised($0, field: "name-server")
    }
    do {
      let account = try await client(server).whoami()
      // The vendor's form asks for a reseller; the page has customers use what was mailed to them, who
      // are users (assumed: billing reference, 3.2).
      if mutant == .wantsResellerAccount, account.level != WireWords.resellerLevel {
        throw ConnectionRefused(description: "'\(account.name)' is no reseller")
      }
    } catch let error as ClientError {
      throw ConnectionRefused(description: "\(server.url): \(error)")
    }
    setSlaveServer(server)
    guard synchronises else { return SyncReport() }
    for domain in domains {
      try await change(domain.name) { zone in
        try HostedDomain.setNameServers(server.nameServers, of: &zone)
      }
    }
    return try await synchronise()
  }

  /// Brings the slave zones in DNSmanager in step with the domains here.
  ///
  /// Missing ones are made, those of this server that are no domains any more are deleted, and whatever
  /// belongs to somebody else is left alone and reported.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)`` without a connection, ``ConnectionRefused`` when DNSmanager
  ///   does not answer at all; what else the transport throws.
  @discardableResult
  public func synchronise() async throws -> SyncReport {
    guard let server = slaveServer else { throw BillingError.noSuch("connected", "DNSmanager") }
    let client = client(server)
    let there: [String]
    do {
      there = try await client.slaveZones().map(DomainName.canonical)
    } catch let error as ClientError {
      throw ConnectionRefused(description: "\(server.url): \(error)")
    }
    var report = SyncReport()
    for domain in domains {
      let wasThere = there.contains(DomainName.canonical(domain.name))
      switch try await mirror(domain.name, client) {
      case .made where !wasThere: report.created.append(domain.name)
      case .made, .none: break
      case .pending(let reason): report.pending.append(.init(domain: domain.name, reason: reason))
      case .conflict(let reason):
        report.conflicts.append(.init(domain: domain.name, reason: reason))
      }
    }
    let surplus = Set(there).union(state.removals)
      .subtracting(domains.map { DomainName.canonical($0.name) })
    for name in surplus.sorted() {
      if try await forget(name, client) { report.removed.append(name) }
    }
    return report
  }
}

/// What synchronising did.
public struct SyncReport: Equatable, Sendable {
  /// A domain that is not in step, and why.
  public struct Problem: Equatable, Sendable {
    /// The domain's name.
    public let domain: String
    /// Why; never carries a password.
    public let reason: String
  }

  /// The slave zones that were made.
  public var created: [String] = []
  /// The slave zones that were deleted.
  public var removed: [String] = []
  /// The domains that DNSmanager does not take.
  public var conflicts: [Problem] = []
  /// The domains that DNSmanager could not be told of; synchronising again may help.
  public var pending: [Problem] = []

  /// Makes a report; by default nothing was done and all is in step.
  public init(
    created: [String] = [], removed: [String] = [], conflicts: [Problem] = [],
    pending: [Problem] = []
  ) {
    self.created = created
    self.removed = removed
    self.conflicts = conflicts
    self.pending = pending
  }
}

/// One domain in DNSmanager.
extension ISPmanager {
  /// Makes a domain a slave zone in DNSmanager, and notes how it stands.
  func mirror(_ name: String, _ client: DNSmanagerClient) async throws -> HostedDomain.Mirror {
    let mirror = try await made(name, client)
    setMirror(mirror, of: name)
    return mirror
  }

  private func made(_ name: String, _ client: DNSmanagerClient) async throws -> HostedDomain.Mirror
  {
    do {
      try await client.createSlaveZone(name, master: address)
      return .made
    } catch ClientError.refused(let refusal) where refusal.type == WireWords.existsRefusal {
      return try await existing(name, client)
    } catch let error as ClientError {
      // A wrong password is about the connection and says nothing about the domain.
      let isAboutDomain = error.isPermanent && !error.isAboutConnection
      return isAboutDomain ? .conflict("\(error)") : .pending("\(error)")
    }
  }

  /// A zone of that name is there: ours, or one that must not be touched.
  private func existing(
    _ name: String, _ client: DNSmanagerClient
  ) async throws -> HostedDomain.Mirror {
    do {
      guard let zone = try await client.zone(name) else {
        return .conflict("the domain belongs to somebody else in DNSmanager")
      }
      guard !zone.isSlave(of: address) else { return .made }
      let master = zone.master.map { " of \($0)" } ?? ""
      return .conflict("DNSmanager has the domain already, as a \(zone.kind) zone\(master)")
    } catch let error as ClientError {
      return .pending("\(error)")
    }
  }

  /// Deletes the slave zone of a domain that is gone here, if it is this server's.
  ///
  /// Returns whether it was there; when DNSmanager cannot be told, the next synchronising does it.
  @discardableResult
  func forget(_ name: String, _ client: DNSmanagerClient) async throws -> Bool {
    do {
      let isOurs = try await client.zone(name)?.isSlave(of: address) == true
      if isOurs { try await client.deleteZone(name) }
      noteRemoval(name, isDone: true)
      return isOurs
    } catch is ClientError {
      noteRemoval(name, isDone: false)
      return false
    }
  }
}
