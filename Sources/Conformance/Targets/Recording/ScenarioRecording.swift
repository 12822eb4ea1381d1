internal import FakeDNSmanager
internal import Foundation
internal import StrictYAML
internal import XMLReading

/// A recorded session of a client as a scenario: its calls in their order, and how each ended.
public struct ScenarioRecording: Sendable {
  private let name: String
  private let worldName: String
  private let world: WorldFile
  private let clause: String
  private let calls: [RecordedCall]
  private let leftOut: Int

  /// Takes what a proxy has kept.
  ///
  /// - Parameters:
  ///   - proxy: The proxy.
  ///   - name: The scenario's name, with a-z, 0-9 and `-`.
  ///   - world: The name of the world in which the scenario is to run.
  ///   - folder: Where the world files are.
  ///   - clause: What every step proves until its author says something better.
  /// - Throws: ``SuiteError`` when there is no such world, and ``SuiteError/nothingToRun(_:)`` when no
  ///   call was made.
  public init(
    _ proxy: RecordingProxy, named name: String, world: String, in folder: String, clause: String
  ) throws(SuiteError) {
    let recorded = proxy.recorded
    guard !recorded.calls.isEmpty else { throw .nothingToRun("the client made no call") }
    self.name = name
    self.clause = clause
    worldName = world
    self.world = try WorldFile.load("\(folder)/\(world).yaml")
    calls = recorded.calls
    leftOut = recorded.leftOut
  }

  /// Checks that a world can be recorded for, before anything is.
  ///
  /// - Throws: ``SuiteError`` when there is no such world, or it is invalid.
  public static func checkWorld(_ world: String, in folder: String) throws(SuiteError) {
    _ = try WorldFile.load("\(folder)/\(world).yaml")
  }

  /// How many calls it has.
  public var callCount: Int { calls.count }

  /// The file, in the form that `nslab fmt` gives it.
  ///
  /// `schema` is where an editor finds the JSON Schema. Throws ``RecordingError`` rather than let a
  /// secret out, and when the text cannot be written as a scenario.
  public func text(schema: String) throws(RecordingError) -> String {
    var names = RecordedNames(calls, world: world)
    var steps = ""
    for (index, call) in calls.enumerated() { steps += step(call, index, &names) }
    let text =
      head(schema, names.origins.filter { steps.contains("{{\($0.name)}}") }) + "steps:\n\(steps)"
    // A password like `user` stands in every file, and says no more there than `user.edit` does.
    let words = Set(calls.flatMap { [$0.function] + $0.form.map(\.name) })
    let isLeft = names.secrets.contains { secret in
      text.contains(secret) && !words.contains { $0.contains(secret) }
    }
    guard !isLeft else { throw .secretLeft }
    do throws(InvalidSources) {
      return try YAMLFormatter.formatted(text, file: "\(name).yaml")
    } catch {
      throw .unwritable("\(error)")
    }
  }

  private func head(
    _ schema: String, _ used: [(name: String, origin: RecordedNames.Origin)]
  ) -> String {
    var text = """
      # yaml-language-server: $schema=\(schema)
      # Recorded from a client; passwords and sessions are made up, captured, or of the environment.
      # Every check names \(clause) until somebody says what it proves.

      """
    if leftOut > 0 {
      text += "# \(leftOut) requests are left out: they were no calls, or too many.\n"
    }
    text += """
      scenario: \(name)
      title: What a client does, as it was recorded
      panels: { first: \(worldName) }

      """
    var columns = "  - case: recorded\n"
    var secrets = ""
    for (name, origin) in used {
      switch origin {
      case .column(let value): columns += "    \(name): \(value.plainForYAML)\n"
      case .environment(let variable): secrets += "  \(name): \(variable)\n"
      case .capture: break
      }
    }
    return text + (secrets.isEmpty ? "" : "secrets:\n\(secrets)") + "cases:\n\(columns)"
  }

  private func step(_ call: RecordedCall, _ index: Int, _ names: inout RecordedNames) -> String {
    let title = "call \(index + 1)" + (call.function.isWord ? ", \(call.function)" : "")
    var text = """
        - name: \(title.quotedForYAML)
          api:

      """
    text += caller(of: call, &names)
    text += "      func: \(word(call.function, &names))\n"
    if let out = call.out, out != "xml" { text += "      out: \(word(out, &names))\n" }
    let fields = form(of: call, &names)
    if !fields.isEmpty { text += "      form:\n\(fields)" }
    text += "    check:\n      - \(check(of: call))\n"
    let captures = names.origins.compactMap { name, origin -> String? in
      guard case .capture(let call, let subject) = origin, call == index else { return nil }
      return "      \(name): \(subject.hasPrefix("/") ? subject.plainForYAML : subject)\n"
    }
    return text + (captures.isEmpty ? "" : "    capture:\n\(captures.joined())")
  }

  /// A word of the panel's as it is, and whatever else a client sends there without its secrets.
  private func word(_ text: String, _ names: inout RecordedNames) -> String {
    (text.isWord ? text : names.masked(text)).plainForYAML
  }

  private func caller(of call: RecordedCall, _ names: inout RecordedNames) -> String {
    guard call["authinfo"] != nil, let (login, password) = call.credentials else { return "" }
    guard !names.isWorldsOwn(password, of: login) else {
      return "      as: \(login.plainForYAML)\n"
    }
    let secret = names.placeholder(for: password) ?? ""
    // Of somebody whose login is his password the file must hold neither.
    let user = names.masked(login).plainForYAML
    return "      user: \(user)\n      password: \(secret.quotedForYAML)\n"
  }

  private func form(of call: RecordedCall, _ names: inout RecordedNames) -> String {
    var fields = call.form.filter { !["func", "out", "authinfo"].contains($0.name) }
    if call["auth"] == nil, let session = call.session {
      // An empty one counts as absent, and a form has each name once.
      fields.removeAll { $0.name == "auth" }
      fields.append(Parameter("auth", session))
    }
    return fields.map { field in
      "        \(field.name.plainForYAML): \(names.masked(field.value).plainForYAML)\n"
    }.joined()
  }

  /// How the call ended, as far as every panel must end it.
  private func check(of call: RecordedCall) -> String {
    let head = "{ clause: \(clause), "
    guard call.status == 200 else { return head + "outcome: http \(call.status) }" }
    guard call.isXML || call.document != nil else {
      let word = call.out?.lowercased() == "text" ? "ERROR " : "\"error\""
      let isRefused = String(decoding: call.body, as: UTF8.self).contains(word)
      return head + "body: { \(isRefused ? "contains" : "not_contains"): '\(word)' } }"
    }
    return head + "outcome: \(call.outcome.plainForYAML) }"
  }
}

/// Why a recording becomes no scenario.
public enum RecordingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A secret stands where it could not be taken out.
  case secretLeft
  /// The text would be no scenario, and why.
  case unwritable(String)

  /// The exit code of a command that ends so.
  public var exitCode: ExitCode { .internalFault }

  /// What is wrong.
  public var description: String {
    switch self {
    case .secretLeft:
      "a secret of the session stands where it cannot be taken out; nothing is written"
    case .unwritable(let reason): "the session cannot be written as a scenario: \(reason)"
    }
  }
}

extension String {
  /// Whether it is written as functions and formats are.
  fileprivate var isWord: Bool {
    !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0 == ".") }
  }

  /// A text as one would write it: without quotes where it needs none in this file.
  fileprivate var plainForYAML: String {
    let isPlain = wholeMatch(of: /[A-Za-z0-9\/][A-Za-z0-9._\/@='\[\]-]*/) != nil
    return isPlain ? self : quotedForYAML
  }
}
