private import XMLReading

/// A reply that was read as XML and is not a refusal.
struct PanelAnswer {
  private let document: XMLReply

  /// Reads a reply.
  ///
  /// - Throws: ``ClientError`` for another status, for anything that is not a panel's document, and
  ///   for a refusal, which comes with status 200.
  init(_ reply: PanelReply) throws {
    guard reply.status == 200 else { throw ClientError.http(reply.status) }
    do {
      document = try XMLReply(reply.body)
    } catch {
      throw ClientError(error)
    }
    guard try text("name(/*)") == "doc" else {
      throw ClientError.unreadable(line: 1, "the root element is not 'doc'")
    }
    if try text("count(/doc/error)") != "0" {
      throw ClientError.refused(
        ClientError.Refusal(
          type: try text("string(/doc/error/@type)") ?? "",
          object: try text("string(/doc/error/@object)") ?? "",
          value: try text("string(/doc/error/param[@name='value'])") ?? "",
          message: try text("normalize-space(/doc/error/msg)") ?? ""))
    }
  }

  /// What an expression gives, or `nil` when it is nothing or empty.
  func text(_ expression: String) throws -> String? {
    do {
      return try document.string(at: expression).flatMap { $0.isEmpty ? nil : $0 }
    } catch {
      throw ClientError(error)
    }
  }

  /// One column of a list, without the rows that lack it.
  func column(_ name: String) throws -> [String] {
    do {
      return try document.strings(at: "/doc/elem/\(name)")
    } catch {
      throw ClientError(error)
    }
  }

  /// The rows of a list with these columns; a row that lacks one is left out.
  func rows(_ columns: [String]) -> [[String]] {
    table(columns).compactMap { row in
      let cells = row.compactMap(\.self)
      return cells.count == columns.count ? cells : nil
    }
  }

  /// The rows of a list with these columns; `nil` for what a row lacks, or has empty.
  private func table(_ columns: [String]) -> [[String?]] {
    let columns = columns.map { document.cells(of: $0, inEach: WireWords.row) }
    // Each has a cell for every row, or none at all without memory.
    return (0..<(columns.map(\.count).min() ?? 0)).map { row in
      columns.map { $0[row].flatMap { $0.isEmpty ? nil : $0 } }
    }
  }

  func users() -> [PanelUser] { table(PanelUser.fields).compactMap(PanelUser.init) }

  /// The user whose fields are children of the root; `nil` without a name.
  func user() throws -> PanelUser? {
    try PanelUser(fields: PanelUser.fields.map { try text("string(/doc/\($0))") })
  }
}

extension PanelUser {
  /// The fields that are read, in the order in which they are taken.
  fileprivate static let fields = [
    WireWords.name, WireWords.parent, WireWords.namespace, WireWords.level, WireWords.active,
    WireWords.domainLimit,
  ]

  /// Takes a user's ``fields``; `nil` without a name.
  fileprivate init?(fields: [String?]) {
    guard let name = fields[0] else { return nil }
    self.init(
      name: name, parent: fields[1], namespace: fields[2], level: fields[3].flatMap { Int($0) },
      isActive: fields[4].map { $0 != WireWords.off },
      domainLimit: fields[5].flatMap { Int($0) })
  }
}
