internal import ArgumentParser
internal import Conformance

/// Writes scenarios in their canonical form.
struct Fmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Write scenarios and fragments in their canonical form, comments included.",
    discussion: """
      Exit codes: 0 done, or nothing to do; 1 with --check, a file is not in its canonical form; 3 a \
      file is missing or invalid; 7 a file cannot be written.
      """)

  @OptionGroup var fixtures: Fixtures

  @Argument(help: "Files and folders; without any, the scenarios and fragments of the fixtures.")
  var paths: [String] = []

  @Flag(help: "Write nothing; name the files that are not in their canonical form.")
  var check = false

  func run() throws {
    let folders = [fixtures.scenarioFolder, fixtures.fragmentFolder]
    let files = try Console.orExit { () throws(SuiteError) in
      try ScenarioForm.files(paths.isEmpty ? ScenarioForm.existing(folders) : paths)
    }
    let others = files.filter { !$0.isCanonical }
    for file in others {
      if check {
        let code = FailureCode.notCanonical.rawValue
        Console.complain("\(file.path): not in its canonical form [\(code)]")
      } else {
        try Console.orExit { () throws(ReportError) in try file.write() }
        try Console.write("\(file.path)\n")
      }
    }
    if check, !others.isEmpty {
      throw ArgumentParser.ExitCode(FailureCode.notCanonical.exitCode.rawValue)
    }
  }
}
