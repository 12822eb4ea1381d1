internal import ArgumentParser
internal import Conformance

/// How cases are tried, judged and watched.
struct RunSettings: ParsableArguments {
  @Option(help: ArgumentHelp("How long one step may take.", valueName: "seconds"))
  var stepTimeout: Int?

  @Option(help: "How often a case that failed is tried again; one that passes then is flaky.")
  var retries = 0

  @Flag(help: "End with 1 when a case is flaky.")
  var failOnFlaky = false

  @Flag(help: "Let scenarios run programs (step exec). Read them first.")
  var allowExec = false

  @Option(
    help: ArgumentHelp(
      "Known failures with their reasons; what is there and passes is news and ends with 1.",
      valueName: "file"))
  var baseline: String?

  @Flag(help: "Run again whenever a file changes, until interrupted.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "What to show while it runs: terminal, lines or none; without it what fits standard error.",
      valueName: "kind"))
  var progress: Progress.Kind?

  func validate() throws {
    guard (0...100).contains(retries) else {
      throw ValidationError("--retries must be 0 to 100, not \(retries).")
    }
    guard (1...86_400).contains(stepTimeout ?? 1) else {
      throw ValidationError("--step-timeout must be 1 to 86400 seconds, not \(stepTimeout ?? 0).")
    }
  }

  /// Puts the settings into a runner's configuration.
  func apply(to configuration: inout Runner.Configuration) throws {
    configuration.stepTimeout = stepTimeout.map { .seconds($0) }
    configuration.retries = retries
    configuration.allowsPrograms = allowExec
    if let baseline {
      configuration.baseline = try Console.orExit { () throws(SuiteError) in
        try Baseline.load(baseline)
      }
    }
  }
}
