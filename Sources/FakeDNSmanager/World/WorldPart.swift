/// A part of a world that can be put back to where the world began, apart from the rest.
public enum WorldPart: String, Sendable, CaseIterable {
  /// Accounts, their namespaces, and with them domains and sessions.
  case accounts
  /// Domains with their records, and shared domains; a domain whose owner is gone stays away.
  case domains
  /// Sessions, one-use keys and stored filters.
  case sessions
  /// The settings of the installation.
  case settings
  /// What customers have delegated, and the serial of the zones above them.
  case delegations
  /// The seed, and how far it was used; with it the sessions, whose ids could come again.
  case seed
  case clock
  case journal
  /// Of the panel and of the name server; those by chance are as at the beginning.
  case faults
}

extension World {
  /// Puts one part back to where it is in `origin`.
  ///
  /// Throws when SQLite has no memory for it.
  func putBack(_ part: WorldPart, asIn origin: World) throws {
    switch part {
    case .accounts, .domains, .sessions, .settings, .delegations, .seed:
      try store.putBack(
        tables: part.tables, columns: part.columns, as: origin.store.dump())
    case .clock: clock.follow(origin.clock)
    case .journal: journal.clear()
    case .faults:
      faults.removeAll()
      faults.random = origin.faults.random
      dnsFaults.removeAll()
    }
  }
}

extension WorldPart {
  /// The tables that hold it, those that others refer to first.
  fileprivate var tables: [String] {
    switch self {
    case .accounts:
      ["namespace", "address", "account", "slaveserver"] + Self.domains.tables
        + Self.sessions.tables
    case .domains: ["shareddomain", "domain", "record", "secondary"]
    case .sessions: ["session", "sessionkey", "filter"]
    case .delegations: ["delegation"]
    case .seed: Self.sessions.tables
    case .settings, .clock, .journal, .faults: []
    }
  }

  /// The columns of the world's own row that hold it.
  fileprivate var columns: [String] {
    switch self {
    case .settings: ["settings"]
    case .delegations: ["parentserial"]
    case .seed: ["seed", "identifiers"]
    case .accounts, .domains, .sessions, .clock, .journal, .faults: []
    }
  }
}
