internal import GRDB

extension BillingStore {
  func setMailTemplate(
    _ template: MailTemplate?, provider: Int64, language: ActivationMail.Language
  ) throws {
    try write { database in
      let owner = try Stored<Provider>.one(
        database, "SELECT * FROM provider WHERE id = ?", [provider])
      guard owner != nil else { throw BillingError.noSuch("provider", "\(provider)") }
      guard let template else {
        return try database.run(
          sql: "DELETE FROM mailTemplate WHERE provider = ? AND language = ?",
          arguments: [provider, language.rawValue])
      }
      try database.run(
        sql: """
          INSERT OR REPLACE INTO mailTemplate (provider, language, subject, text, html)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          provider, language.rawValue, template.subject, template.text, template.html,
        ])
    }
  }

  func mailTemplate(
    of provider: Int64, language: ActivationMail.Language
  ) throws -> MailTemplate? {
    try read {
      try Stored<MailTemplate>.one(
        $0, "SELECT subject, text, html FROM mailTemplate WHERE provider = ? AND language = ?",
        [provider, language.rawValue])
    }
  }

  func mailTemplates() throws -> [ProviderMailTemplate] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(sql: "SELECT * FROM mailTemplate ORDER BY provider, language")
      )
      .compactMap { row in
        ActivationMail.Language(rawValue: row["language"]).map { language in
          ProviderMailTemplate(
            provider: row["provider"], language: language,
            template: MailTemplate(
              subject: row["subject"], text: row["text"], html: row["html"]))
        }
      }
    }
  }
}
