internal import ArgumentParser
internal import Conformance

/// Which reports are to be written.
struct ReportRequests: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a report, - for standard output: "
        + "\(ReportCatalog.formats.map { $0.name }.joined(separator: ", ")).",
      valueName: "kind=file"))
  var report: [ReportRequest] = []

  /// Whether one of them shows what each step sent, saw and changed.
  var showSteps: Bool { report.contains { $0.kind == HTMLReport.name } }

  /// Writes the reports, and the console's unless standard output carries another.
  func write(_ result: RunReport) throws {
    // A program that reads standard output wants its report there and nothing else.
    if !report.contains(where: { $0.path == "-" }) {
      try Console.write(ConsoleReport.render(result))
    }
    for request in report where request.path == "-" {
      let text = try Console.orExit { () throws(ReportError) in
        try ReportCatalog.text(of: result, as: request.kind)
      }
      try Console.write(text)
    }
    for request in report where request.path != "-" {
      try Console.orExit { () throws(ReportError) in
        try ReportCatalog.write(result, as: request.kind, to: request.path)
      }
    }
  }
}

/// One `--report KIND=FILE`.
struct ReportRequest: ExpressibleByArgument {
  let kind: String
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, ReportCatalog.formats.contains(where: { $0.name == parts[0] }) else {
      return nil
    }
    (kind, path) = (parts[0], parts[1])
  }
}
