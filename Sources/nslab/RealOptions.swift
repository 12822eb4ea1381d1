internal import ArgumentParser
internal import Conformance
internal import Foundation

/// What is needed before anything is sent to a panel that is not ours.
struct RealOptions: ParsableArguments {
  /// Where the administrator's login and password are looked for.
  private static let loginVariable = "NSLAB_PANEL_LOGIN"
  private static let passwordVariable = "NSLAB_PANEL_PASSWORD"

  @Flag(help: "Allow a real DNSmanager; everything is made there under names with the prefix.")
  var allowReal = false

  @Option(
    help: ArgumentHelp(
      "The administrator's login and password as LOGIN:PASSWORD in the first line of a file; without "
        + "it, NSLAB_PANEL_LOGIN and NSLAB_PANEL_PASSWORD.",
      valueName: "file"))
  var credentials: String?

  @Option(
    help: ArgumentHelp(
      "What the names begin with of all that is made there: a-z and 0-9.", valueName: "prefix"))
  var prefix = "nslab"

  @Option(help: ArgumentHelp("How many requests are sent in a second.", valueName: "count"))
  var rate = 5

  @Option(
    help: ArgumentHelp(
      "How many requests are sent at all, beside those that remove a case's accounts.",
      valueName: "count"))
  var budget = 5_000

  func validate() throws {
    guard (2...12).contains(prefix.count), prefix.allSatisfy(Self.isPrefixLetter) else {
      throw ValidationError("--prefix must be 2 to 12 of a-z and 0-9, not '\(prefix)'.")
    }
    guard (1...1_000).contains(rate), (1...1_000_000).contains(budget) else {
      throw ValidationError("--rate must be 1 to 1000, --budget 1 to 1000000.")
    }
  }

  private static func isPrefixLetter(_ letter: Character) -> Bool {
    letter.isASCII && (letter.isLowercase || letter.isNumber)
  }

  /// How the panel behind a URL may be used.
  func access(to url: String) throws -> RealPanelAccess {
    guard allowReal else {
      throw ValidationError("a real DNSmanager needs --allow-real: accounts are made there.")
    }
    let (login, password) = try account()
    return RealPanelAccess(
      url: url, login: login, password: password, prefix: prefix, requestsPerSecond: rate,
      budget: budget)
  }

  private func account() throws -> (String, String) {
    if let credentials {
      let text = try? String(contentsOfFile: credentials, encoding: .utf8)
      // Not by "\n": with the "\r" before it that is one other character.
      let line = text?.split(whereSeparator: \.isNewline).first ?? ""
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
        throw ValidationError("--credentials: \(credentials) must begin with LOGIN:PASSWORD.")
      }
      return (String(line[..<colon]), String(line[line.index(after: colon)...]))
    }
    let environment = ProcessInfo.processInfo.environment
    guard let login = environment[Self.loginVariable],
      let password = environment[Self.passwordVariable]
    else {
      throw ValidationError(
        "set \(Self.loginVariable) and \(Self.passwordVariable), or give --credentials.")
    }
    return (login, password)
  }
}
