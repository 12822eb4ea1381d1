extension ListQuery {
  /// A column on the wire, and the SQL expression that it is made of.
  ///
  /// A bare column sorts and filters by its index; an expression is evaluated for each row.
  struct Column {
    /// What a column's texts are, which decides how a filter for one may be written.
    enum Content {
      case text
      /// A name without final dot, as ``DomainName`` reads it.
      case domainName
      /// A name with final dot, as ``RecordName`` reads it.
      case recordName
    }

    let name: String
    let sql: String
    /// What stands for each `?` of the expression: the statement's text is the same for every caller.
    let values: [SQLValue]
    let content: Content
    /// Whether it looks at more than the table of the rows; see ``ListQuery/table``.
    let isJoined: Bool

    init(
      _ name: String, _ sql: String, values: [SQLValue] = [], content: Content = .text,
      isJoined: Bool = false
    ) {
      self.name = name
      self.sql = sql
      self.values = values
      self.content = content
      self.isJoined = isJoined
    }

    /// A column that is 0 or 1 in the table and `off` or `on` on the wire (reference §4.2).
    static func flag(
      _ name: String, _ sql: String, values: [SQLValue] = [], isJoined: Bool = false
    ) -> Self {
      Self(
        name, "CASE WHEN \(sql) THEN 'on' ELSE 'off' END", values: values, isJoined: isJoined)
    }
  }
}

extension ListQuery.Column {
  /// The expression as a text may be compared with it.
  ///
  /// A bare column turns the text into a number where it holds numbers, and keeps its index; an
  /// expression has no type for SQLite, and a number is never equal to a text.
  var comparable: String {
    let isBare = sql.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
    return isBare ? sql : "CAST(\(sql) AS TEXT)"
  }

  /// The two texts that a filter for `text` finds: as typed, and as the panel stores it.
  func texts(for text: String) -> [String] { [text, stored(text) ?? text.lowercased()] }

  private func stored(_ text: String) -> String? {
    switch content {
    case .text: nil
    case .domainName: DomainName(formValue: text)?.text
    case .recordName:
      RecordName(text.hasSuffix(".") ? text : "\(text).", in: "", as: .owner)?.text
    }
  }
}
