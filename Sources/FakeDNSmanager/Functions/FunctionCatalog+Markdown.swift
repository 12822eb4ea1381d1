extension FunctionCatalog {
  /// The page `docs/functions.md`, made from the contracts.
  public static var markdown: String {
    ([introduction, counts, index] + contracts.map(section)).joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # Functions

    This page is made from the contracts of the panel's functions; a test keeps it current.

    A function is called by its name in `func=`, with the parameters below beside those that every
    call takes (`out`, `lang`, `su`, `auth` or `authinfo`, `sok`; see [the wire format](wire-format.md)).
    Unknown parameters are ignored. A parameter that is there but empty counts as absent. Every
    function can also answer `auth` to a caller who is not signed in and `access` to one below the
    level that it names, and a refused call changes nothing.

    Each function and each refusal says how we know it: *documented* by the vendor, *observed* in
    client programs, vendor plug-ins or captured answers, or *assumed* by us, with the reason.
    """

  private static var counts: String {
    let rows = [
      countRow("functions", contracts.map(\.evidence)),
      countRow("refusals", contracts.flatMap(\.refusals).map(\.evidence)),
    ]
    return table(["", "all", "documented", "observed", "assumed"], rows)
  }

  private static func countRow(_ what: String, _ evidence: [Evidence]) -> [String] {
    let kinds = evidence.map { $0.mark.prefix { $0 != " " } }
    let numbers = ["documented", "observed", "assumed"].map { kind in
      kinds.count { $0 == kind }
    }
    return [what] + ([evidence.count] + numbers).map(String.init)
  }

  private static var index: String {
    table(
      ["function", "for", "what it does"],
      contracts.map { contract in
        [
          "[`\(contract.name)`](#\(anchor(contract.name)))", words(contract.access),
          contract.summary,
        ]
      })
  }

  private static func section(_ contract: Contract) -> String {
    var parts = [
      "## \(contract.name)", contract.summary,
      "For \(words(contract.access)). \(words(contract.effect)) "
        + "\(capitalized(contract.evidence.mark)).",
    ]
    if !contract.fields.isEmpty {
      parts.append(
        table(
          ["parameter", "what it holds", "example"],
          contract.fields.map { field in
            [
              "`\(field.name)`\(field.isRequired ? " (required)" : "")", field.meaning,
              "`\(field.example)`",
            ]
          }))
    }
    if !contract.refusals.isEmpty {
      parts.append(
        table(
          ["refusal", "when", "how we know"],
          contract.refusals.map { refusal in
            ["`\(refusal.kind.rawValue)/\(refusal.object)`", refusal.when, refusal.evidence.mark]
          }))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func words(_ access: Access) -> String {
    switch access.minimum {
    case .nobody: "everyone"
    case .user: "users and above"
    case .reseller: "resellers and above"
    case .admin: "administrators and root"
    case .root: "root"
    }
  }

  private static func words(_ effect: Contract.Effect) -> String {
    switch effect {
    case .reads: "Only reads."
    case .changes: "Can change the world."
    }
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// How a heading is linked to: Markdown readers drop the dots.
  private static func anchor(_ name: String) -> String { name.replacing(".", with: "") }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    ([heads, heads.map { _ in "---" }] + rows).map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }
}
