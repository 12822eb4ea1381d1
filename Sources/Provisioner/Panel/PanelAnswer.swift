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
  func rows(_ columns: [String]) throws -> [[String]] {
    let count = try text(WireWords.rows).flatMap { Int($0) } ?? 0
    return try (0..<count).compactMap { index in
      let cells = try columns.compactMap { try text("string(/doc/elem[\(index + 1)]/\($0))") }
      return cells.count == columns.count ? cells : nil
    }
  }

  func users() throws -> [PanelUser] {
    let count = try text(WireWords.rows).flatMap { Int($0) } ?? 0
    return try (0..<count).compactMap { try user(at: "/doc/elem[\($0 + 1)]") }
  }

  /// The user whose fields are children of an element; `nil` without a name.
  func user(at element: String) throws -> PanelUser? {
    func field(_ name: String) throws -> String? { try text("string(\(element)/\(name))") }
    guard let name = try field(WireWords.name) else { return nil }
    return PanelUser(
      name: name, parent: try field(WireWords.parent),
      namespace: try field(WireWords.namespace),
      level: try field(WireWords.level).flatMap { Int($0) },
      isActive: try field(WireWords.active).map { $0 != WireWords.off },
      domainLimit: try field(WireWords.domainLimit).flatMap { Int($0) })
  }
}
