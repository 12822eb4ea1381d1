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
    case .accounts, .domains, .sessions:
      try store.putBack(tables: part.tables, as: origin.store.dump())
    case .settings:
      let settings = try origin.store.change { try $0.settings() }
      try store.change { try $0.update(settings) }
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
    case .settings, .clock, .journal, .faults: []
    }
  }
}
