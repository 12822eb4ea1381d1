import Foundation

@testable import FakeDNSmanager

/// Makes `docs/wire-format.md`: what is the same for all functions, and where we had to assume.
///
/// The tables come out of the sources: a comment that says "assumed" or "inferred" is a row, so no assumption can
/// hide in the code.
enum WireFormatPage {
  /// One sentence of a comment that says that something is assumed.
  struct Assumption: Equatable {
    /// The line of code below the comment.
    let about: String
    let text: String
  }

  static func markdown() throws -> String {
    let settings = try sourceText("World/WorldSettings.swift")
    return [
      introduction, "## Formats", try formats(), "## Settings of a world",
      "What an installation can choose, with what it is without a choice: in Swift through "
        + "`WorldFile.settings` and `World.changeSettings`.",
      table(["setting", "without a choice", "meaning"], Self.settings(in: settings)),
      "World files write them below `settings`, and the control port takes and tells them at "
        + "`/worlds/{world}/settings`:",
      table(["key", "what can be written", "example"], settingRows()),
      "## Modes", modes,
      table(["strict refuses", "as documented", "how we know that"], strictRows()),
      table(["lenient understands", "how we know what is meant"], lenientRows()),
      "## Choices", choices, table(["choice", "options", "how we know"], choiceRows()),
      "## Faults", faults, table(["effect", "what the caller gets"], faultRows()),
      "## Assumptions",
      "Where neither the vendor's documents nor anything observed tells, in the order of the "
        + "sources (`Sources/FakeDNSmanager`). The assumptions about single functions and refusals "
        + "stand in [functions](functions.md).",
      table(["where", "about", "what is assumed"], try assumptionRows()), absent,
    ].joined(separator: "\n\n") + "\n"
  }

  /// The sentences with "assumed" of each comment, with the line of code that follows it.
  static func assumptions(in source: String) -> [Assumption] {
    var comment: [String] = []
    var found: [Assumption] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.trimmingCharacters(in: .whitespaces)
      if let words = text.wholeMatch(of: /\/\/\/? ?(.*)/)?.1 {
        comment.append(words.trimmingCharacters(in: .whitespaces))
      } else {
        let code = text.replacing(/[ {=(\[]+$/, with: "")
        found += sentences(of: comment).map { Assumption(about: code, text: $0) }
        comment = []
      }
    }
    return found
  }

  private static func sentences(of comment: [String]) -> [String] {
    let paragraphs = comment.split(separator: "").map { $0.joined(separator: " ") }
    return paragraphs.map { $0.replacing(/(\.\)?)\s+(?=[A-Z`])/) { "\($0.1)\n" } }
      .flatMap { $0.split(separator: "\n").map(String.init) }
      .filter { $0.contains(/[Aa]ssumed|[Ii]nferred/) }
      .map { $0.replacing(/^-\s/, with: "") }
  }

  private static func assumptionRows() throws -> [[String]] {
    try Repository.sources(below: "Sources/FakeDNSmanager").flatMap { path, text in
      assumptions(in: text).map { ["`\(path)`", "`\($0.about)`", $0.text] }
    }
  }

  /// A row for each variable with a value; optional ones are nothing without a choice.
  static func settings(in source: String) -> [[String]] {
    let pattern =
      /((?:\ \ \/\/\/[^\n]*\n)+)  public var (\w+)(?::[^=\n]+?)?(?: = ([^\n]+(?:\n(?:    |  \])[^\n]*)*))?\n/
    return source.matches(of: pattern).map { match in
      let meaning = match.1.split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces).dropFirst(4) }.joined(separator: " ")
      let value = match.3.map { $0.replacing(/\s+/, with: " ") } ?? "nil"
      return ["`\(match.2)`", "`\(value)`", meaning]
    }
  }

  private static func settingRows() -> [[String]] {
    SettingField.all.map { ["`\($0.key)`", $0.form, "`\($0.example)`"] }
  }

  private static func strictRows() -> [[String]] {
    StrictRule.all.map { [$0.name, $0.tolerated, $0.evidence.mark] }
  }

  private static func lenientRows() -> [[String]] {
    LenientRule.all.map { [$0.name, $0.evidence.mark] }
  }

  private static func choiceRows() -> [[String]] {
    VariationChoice.all.map { choice in
      [
        "\(choice.name): \(choice.about)", choice.options.joined(separator: "; "),
        choice.evidence.mark,
      ]
    }
  }

  private static func faultRows() -> [[String]] {
    FaultKind.allCases.map { ["`\($0.rawValue)`", $0.summary] }
  }

  private static let faults = """
    A test makes a world misbehave through `World.faults`, the control port or the step `fault`: on \
    calls of a function (`func`), of an account, on some of the matching calls (`first_call`, \
    `last_call`, `every`), before the call is performed or after its commit (`phase`). Calls also go \
    wrong by chance, at a rate and from a seed that replays them.
    """

  private static let modes = """
    A world takes its callers at their word in one of three ways (`mode` of the settings, \
    `nslab serve --mode`, `nslab run --mode`). `documented` is what real clients need: what they \
    send is understood and the rest ignored. `strict` refuses what the product tolerates and no \
    document allows, as `value` with the parameter and a hint. `lenient` understands more than the \
    product does. GET for a change is no matter of modes: the vendor's guide shows it.
    """

  private static let choices = """
    With `vary` (`nslab serve --vary`, `nslab run --vary SEED`) a world makes these choices from its \
    seed, so that no client relies on what we assumed; without it the first option counts. The suite \
    of scenarios passes whatever the seed.
    """

  private static func formats() throws -> String {
    let source = try sourceText("Render/OutputFormat.swift")
    let documented = source.matches(of: /\/\/\/ ([^\n]+)\n  case (\w+)(?: = "(\w*)")?/)
    let rows = OutputFormat.allCases.map { format in
      let match = documented.first { "\($0.2)" == "\(format)" }
      let name = format == .browser ? "none" : "`\(format.rawValue)`"
      return [name, match.map { String($0.1) } ?? undocumented[format] ?? ""]
    }
    return table(["`out`", "what it is"], rows)
  }

  /// What the formats are whose name says it to a programmer.
  private static let undocumented: [OutputFormat: String] = [
    .json:
      "JSON: the tree of `devel`, attributes as `$name`, text as `$`, and all values are texts.",
    .xjson: "The same as `json`.",
    .sjson: "The same as `json`.",
    .html: "A small page.",
  ]

  private static func sourceText(_ path: String) throws -> String {
    try String(
      contentsOf: Repository.root.appending(path: "Sources/FakeDNSmanager/\(path)"),
      encoding: .utf8)
  }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    ([heads, heads.map { _ in "---" }] + rows).map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  private static let absent = """
    ## What is not there

    Parts of the product that the reference knows of, and that nobody can be held to yet:

    | what | why |
    | --- | --- |
    | `userrights…`, `restart` | Documented for the framework; neither parameters nor answers are known. |
    | `TrustIP` | Documented for version 4 only. |
    | pages for reverse records | Documented for version 6; reverse zones are ordinary domains here. |
    | zones mirrored to a slave server | A registered slave server is listed and never called. |
    | the theme's HTML | A browser gets a small page; the pages' own JSON is there. |
    | `ipaddr.edit`, `ipaddr.delete` | The pool of addresses is a setting of the world. |
    """

  private static let introduction = """
    # The wire format

    This page is made from the sources; a test keeps it current. What each function takes, answers
    and refuses stands in [functions](functions.md); exact bytes of answers stand in
    `fixtures/replies`.

    - The panel answers at `/dnsmgr` and at `/manager/dnsmgr` alike, over HTTP and HTTPS. Through the
      control port, which is apart from it, one server has several worlds, each at `/w/NAME/dnsmgr`, and
      at `/dnsmgr` of ports of its own where those were opened.
    - GET and POST are equal. Query and body (`application/x-www-form-urlencoded`) are merged, and the
      last of several values counts. Names and values nobody knows are ignored.
    - The status is 200 for refusals too; a refusal is an `error` node. Other statuses come from the
      transport alone (400, 404, 413, 431 and so on), from a fault that a test asked for, or lead a
      browser into the panel after `auth` with a one-use key and without `out`.
    - A caller is known by `authinfo=LOGIN:PASSWORD`, by `auth=SESSION`, or by the cookie
      `dnsmgrses5`; `su=LOGIN` lets the call run as an account below the caller. A change that comes
      by cookie needs a `Referer` of the panel, or `sok=yes` after `referer_confirm`.
    - A call without `func` shows the start page, or to nobody the form to sign in with. Sessions and
      cookies are good for an hour after the last call, from the address that signed in.
    - Lists take `p_num`, `p_cnt`, `p_order`, `p_col`, and `filter=on` with values for columns; a filter
      set by `X.filter` stays with the session.
    - `X.edit` without `sok` shows a form; with `sok` it makes a new thing, or changes the one that
      `elid` names. Group actions take several keys joined by `, `.
    """
}
