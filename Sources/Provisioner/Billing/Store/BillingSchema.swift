internal import GRDB

/// The tables, as a list of migrations that only ever grows.
enum BillingSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 first light") { database in
      try database.execute(sql: firstLight)
    }
    migrator.registerMigration("2 changes") { database in
      try database.execute(sql: changes)
    }
    migrator.registerMigration("3 free domains and licences") { database in
      try database.execute(sql: freeDomainsAndLicences)
    }
    migrator.registerMigration("4 waiting mails") { database in
      try database.execute(sql: waitingMails)
    }
    migrator.registerMigration("5 mail templates") { database in
      try database.execute(sql: mailTemplates)
    }
    migrator.registerMigration("6 causes of failures") { database in
      try database.execute(sql: "ALTER TABLE operation ADD COLUMN cause TEXT")
    }
    migrator.registerMigration("7 moments in seconds") { database in
      try database.execute(sql: momentsInSeconds)
    }
    migrator.registerMigration("8 last namespaces") { database in
      try database.execute(sql: lastNamespaces)
    }
    migrator.registerMigration("9 ended tasks") { database in
      try database.execute(sql: endedTasks)
    }
    return migrator
  }

  // A tariff change that was under way may roll back what was wished for with it, and nothing older.
  private static let lastNamespaces = """
    ALTER TABLE service ADD COLUMN lastNamespace TEXT;
    UPDATE service SET lastNamespace = namespace WHERE lastPlan IS NOT NULL;
    """

  // A task ends with its operation, however that ends; only operations that gave up have one.
  private static let endedTasks = """
    DELETE FROM task WHERE operation NOT IN (SELECT id FROM operation);
    CREATE TRIGGER taskEnds AFTER DELETE ON operation WHEN OLD.isManual
      BEGIN DELETE FROM task WHERE operation = OLD.id; END;
    """

  private static let momentsInSeconds = """
    UPDATE operation SET due = CAST(strftime('%s', due) AS INTEGER);
    UPDATE task SET createdAt = CAST(strftime('%s', createdAt) AS INTEGER);
    UPDATE problem SET at = CAST(strftime('%s', at) AS INTEGER);
    UPDATE mail SET createdAt = CAST(strftime('%s', createdAt) AS INTEGER);
    """

  private static let mailTemplates = """
    CREATE TABLE mailTemplate (
      provider INTEGER NOT NULL REFERENCES provider (id), language TEXT NOT NULL,
      subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
      PRIMARY KEY (provider, language));
    """

  // Each look for retries asks for them, among all mails that were ever sent.
  private static let waitingMails =
    "CREATE INDEX waitingMail ON mail (id, service) WHERE state = 'pending'"

  // A free domain name is unique per integration, so that two services never note the same one. A
  // licence remembers what it was ordered with: later registrations do not change it.
  private static let freeDomainsAndLicences = """
    ALTER TABLE service ADD COLUMN address TEXT;
    ALTER TABLE service ADD COLUMN panel TEXT;
    ALTER TABLE plan ADD COLUMN freeDomain TEXT;
    CREATE TABLE freeZone (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      integration INTEGER NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
      name TEXT NOT NULL, UNIQUE (integration, name));
    CREATE TABLE freeDomain (
      service INTEGER PRIMARY KEY REFERENCES service (id), integration INTEGER NOT NULL,
      zone TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, isMade INTEGER NOT NULL,
      UNIQUE (integration, name));
    CREATE TABLE licenceAccount (
      id INTEGER PRIMARY KEY CHECK (id = 1), billingDomain TEXT NOT NULL);
    CREATE TABLE licence (
      id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL UNIQUE REFERENCES service (id),
      address TEXT NOT NULL, billingDomain TEXT);
    CREATE TABLE ispmanager (
      service INTEGER PRIMARY KEY REFERENCES service (id), sealed BLOB NOT NULL);
    """

  // One mail per operation instead of one per service: a customer who changes his mind gets another
  // user, and must learn his password.
  private static let changes = """
    ALTER TABLE service ADD COLUMN itemType TEXT NOT NULL DEFAULT 'dedic';
    ALTER TABLE service ADD COLUMN lastPlan INTEGER REFERENCES plan (id);
    ALTER TABLE service ADD COLUMN lastItem TEXT;
    CREATE TABLE mailOfOperation (
      id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES service (id),
      operation INTEGER UNIQUE, recipient TEXT NOT NULL, state TEXT NOT NULL,
      createdAt DATETIME NOT NULL, sealed BLOB NOT NULL);
    INSERT INTO mailOfOperation (id, service, recipient, state, createdAt, sealed)
      SELECT id, service, recipient, state, createdAt, sealed FROM mail;
    DROP TABLE mail;
    ALTER TABLE mailOfOperation RENAME TO mail;
    CREATE INDEX mailByService ON mail (service, state);
    """

  // AUTOINCREMENT where the order of creation means something: an id must never come back (NS-46).
  private static let firstLight = """
    CREATE TABLE keyCheck (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL);
    CREATE TABLE provider (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
    CREATE TABLE integration (
      id INTEGER PRIMARY KEY AUTOINCREMENT, panel TEXT NOT NULL,
      provider INTEGER REFERENCES provider (id), name TEXT NOT NULL, url TEXT NOT NULL,
      publicURL TEXT, username TEXT NOT NULL, password BLOB NOT NULL,
      freeDomain INTEGER NOT NULL, providerNS INTEGER NOT NULL, privateNS INTEGER NOT NULL,
      verifiesTLS INTEGER NOT NULL, isRetired INTEGER NOT NULL);
    CREATE TABLE plan (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
      provider INTEGER NOT NULL REFERENCES provider (id), nameServers TEXT);
    CREATE TABLE service (
      id INTEGER PRIMARY KEY AUTOINCREMENT, plan INTEGER NOT NULL REFERENCES plan (id),
      item TEXT, status INTEGER NOT NULL, domain TEXT, namespace TEXT, email TEXT NOT NULL);
    CREATE TABLE parameter (
      service INTEGER NOT NULL REFERENCES service (id), name TEXT NOT NULL,
      value TEXT, sealed BLOB, PRIMARY KEY (service, name));
    CREATE INDEX parameterByValue ON parameter (name, value);
    CREATE TABLE operation (
      id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES service (id),
      command TEXT NOT NULL, tries INTEGER NOT NULL, isManual INTEGER NOT NULL,
      error TEXT, due DATETIME NOT NULL, UNIQUE (service));
    CREATE TABLE task (
      id INTEGER PRIMARY KEY AUTOINCREMENT, operation INTEGER NOT NULL UNIQUE,
      service INTEGER NOT NULL REFERENCES service (id), command TEXT NOT NULL,
      text TEXT NOT NULL, createdAt DATETIME NOT NULL);
    CREATE TABLE problem (
      kind TEXT NOT NULL, integration INTEGER NOT NULL, name TEXT NOT NULL,
      message TEXT NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (kind, integration));
    CREATE TABLE mail (
      id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL UNIQUE REFERENCES service (id),
      recipient TEXT NOT NULL, state TEXT NOT NULL, createdAt DATETIME NOT NULL,
      sealed BLOB NOT NULL);
    """
}
