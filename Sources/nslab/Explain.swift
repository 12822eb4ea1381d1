internal import ArgumentParser
internal import Conformance
internal import StrictYAML

/// Shows what is documented under a clause and how it is proved, or what a failure code means.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: """
      Show what is documented under a clause, which checks prove it and what breaks it, or what a \
      failure code means and what to do about it.
      """)

  @OptionGroup var fixtures: Fixtures

  @Argument(
    help: ArgumentHelp("The clause, such as NS-07, or the code, such as E301.", valueName: "id"))
  var id: String

  func run() throws {
    if let code = FailureCode(rawValue: id) { return try Console.write(code.text) }
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    let suite = try Console.orExit { () throws(SuiteError) in
      try fixtures.suite([], catalog)
    }
    guard let explanation = Explanation(id, in: catalog, by: suite) else {
      let known = catalog.ids.sorted() + FailureCode.allCases.map(\.rawValue)
      throw ValidationError(
        "There is no clause and no code '\(id)'; \(NearestName.hint(for: id, among: known))")
    }
    try Console.write(explanation.text)
  }
}
