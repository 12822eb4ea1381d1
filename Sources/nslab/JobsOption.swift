internal import ArgumentParser

/// How much is done at the same time.
struct JobsOption: ParsableArguments {
  @Option(help: "How many cases run at a time; without it, one per processor.")
  var jobs: Int?

  func validate() throws {
    guard (1...1_024).contains(jobs ?? 1) else {
      throw ValidationError("--jobs must be 1 to 1024, not \(jobs ?? 0).")
    }
  }
}
