internal import GRDB

/// The tables of a world, in the panel's words; what must not be, SQLite refuses.
///
/// Names follow the product's own tables where a vendor plug-in shows them (reference §4.2).
///
/// A world lives in memory and has no past: there is nothing to migrate.
enum Schema {
  static func create(in db: Database) throws {
    try db.inTransaction {
      try db.execute(sql: accountsAndDomains)
      try db.execute(sql: transfers)
      try db.execute(sql: besides)
      return .commit
    }
  }

  private static let accountsAndDomains = """
    CREATE TABLE world (
      seed INTEGER NOT NULL,
      identifiers INTEGER NOT NULL DEFAULT 0,
      settings TEXT NOT NULL,
      parentserial INTEGER
    );
    CREATE TABLE namespace (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE address (
      address TEXT PRIMARY KEY,
      namespace INTEGER NOT NULL REFERENCES namespace(id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 2),
      UNIQUE (namespace, position)
    ) WITHOUT ROWID;
    CREATE TABLE account (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      level INTEGER NOT NULL CHECK (level IN (16, 24, 29, 30)),
      password TEXT NOT NULL,
      parent INTEGER REFERENCES account(id) ON DELETE CASCADE,
      namespace INTEGER REFERENCES namespace(id),
      domainlimit INTEGER CHECK (domainlimit >= 0),
      userlimit INTEGER CHECK (userlimit >= 0),
      active INTEGER NOT NULL DEFAULT 1,
      email TEXT NOT NULL DEFAULT '',
      dnsns TEXT NOT NULL DEFAULT '',
      atype TEXT NOT NULL DEFAULT 'atany',
      lang TEXT NOT NULL DEFAULT 'en',
      note TEXT NOT NULL DEFAULT '',
      dnsmx TEXT NOT NULL DEFAULT '',
      dnssub TEXT NOT NULL DEFAULT '',
      allowtransfer TEXT NOT NULL DEFAULT '',
      CHECK ((level >= 29) = (namespace IS NULL))
    );
    CREATE INDEX account_parent ON account(parent, level, name);
    CREATE INDEX account_namespace ON account(namespace);
    CREATE TABLE domain (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      user INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
      namespace_id INTEGER NOT NULL REFERENCES namespace(id),
      dtype TEXT NOT NULL CHECK (dtype IN ('master', 'slave')),
      masterip TEXT,
      email TEXT NOT NULL,
      serial INTEGER NOT NULL,
      active INTEGER NOT NULL DEFAULT 1,
      dnssec INTEGER NOT NULL DEFAULT 0,
      created INTEGER NOT NULL DEFAULT 0,
      UNIQUE (name, namespace_id),
      CHECK ((dtype = 'slave') = (masterip IS NOT NULL))
    );
    CREATE INDEX domain_user ON domain(user, name, namespace_id);
    CREATE TABLE record (
      domain INTEGER NOT NULL REFERENCES domain(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      rtype TEXT NOT NULL,
      ttl INTEGER NOT NULL,
      rkey TEXT NOT NULL,
      value TEXT NOT NULL,
      priority INTEGER,
      weight INTEGER,
      port INTEGER,
      flags INTEGER,
      tag TEXT,
      PRIMARY KEY (domain, rkey)
    ) WITHOUT ROWID;
    CREATE TABLE session (
      id TEXT PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
      chain TEXT NOT NULL,
      address TEXT NOT NULL,
      used INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX session_account ON session(account);
    CREATE INDEX session_used ON session(used);
    CREATE TABLE sessionkey (
      key TEXT PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
      expires INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE filter (
      session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
      list TEXT NOT NULL,
      column TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (session, list, column)
    ) WITHOUT ROWID;
    """

  /// The index lets a world without slaves be asked for due ones at no cost.
  private static let transfers = """
    CREATE TABLE secondary (
      domain INTEGER PRIMARY KEY REFERENCES domain(id) ON DELETE CASCADE,
      zone TEXT,
      version INTEGER NOT NULL DEFAULT 0,
      refreshed INTEGER NOT NULL,
      nextcheck INTEGER NOT NULL,
      failure TEXT,
      retry INTEGER
    );
    CREATE INDEX domain_slave ON domain(id) WHERE dtype = 'slave';
    """

  private static let besides = """
    CREATE TABLE shareddomain (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
      namespace INTEGER NOT NULL REFERENCES namespace(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      domainlimit INTEGER CHECK (domainlimit >= 0),
      UNIQUE (namespace, name, account)
    );
    CREATE TABLE slaveserver (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
      url TEXT NOT NULL,
      username TEXT NOT NULL,
      password TEXT NOT NULL,
      UNIQUE (account, url)
    );
    CREATE TABLE delegation (
      domain TEXT PRIMARY KEY,
      servers TEXT NOT NULL,
      signers TEXT NOT NULL
    ) WITHOUT ROWID;
    """
}
