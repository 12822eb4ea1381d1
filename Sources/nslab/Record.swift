internal import ArgumentParser
internal import Conformance
internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Turns the session of a real client into a scenario.
struct Record: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Stand between a client and a panel, and write what the client does as a scenario.",
    discussion: """
      Listens on loopback, prints one line of JSON with the address that the client is to use, and \
      passes everything on. Interrupted, it writes the scenario: without passwords and sessions, which \
      are made up, captured from answers, or come from the environment. Exit codes: 0 it is written; \
      3 the world is missing or invalid; 4 the port cannot be had; 5 the client made no call; 7 the \
      file cannot be written; 64 a wrong command line.
      """)

  @OptionGroup var fixtures: Fixtures

  @Option(help: ArgumentHelp("The panel, http://host:1500/dnsmgr.", valueName: "url"))
  var to: String

  @Option(help: "The port of 127.0.0.1 to listen on; 0 is a free one.")
  var port = 0

  @Option(
    help: ArgumentHelp("Where the scenario goes; there must be no such file.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("The world in which the scenario is to run.", valueName: "name"))
  var world = "provider"

  @Option(
    help: ArgumentHelp(
      "The clause that the checks name until you name better ones.", valueName: "id"))
  var clause = "NS-06"

  private var name: String {
    URL(filePath: output).deletingPathExtension().lastPathComponent
  }

  func validate() throws {
    guard to.hasPrefix("http://") || to.hasPrefix("https://"), to.hasSuffix("/dnsmgr") else {
      throw ValidationError("--to is an address such as http://host:1500/dnsmgr, not '\(to)'.")
    }
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be 0 to 65535, not \(port).")
    }
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,79}/) != nil else {
      throw ValidationError(
        "--output: a scenario's file is named after it, with a-z, 0-9 and '-', not '\(name)'.")
    }
  }

  func run() async throws {
    let catalog = try Console.orExit { () throws(SuiteError) in try fixtures.clauses() }
    guard catalog.ids.contains(clause) else {
      throw ValidationError("--clause: there is no clause '\(clause)' in \(fixtures.clauseFile).")
    }
    // Before the session: what a person did in a browser for an hour is not done again gladly.
    try Console.orExit { () throws(SuiteError) in
      try ScenarioRecording.checkWorld(world, in: fixtures.worldFolder)
    }
    try checkOutput()
    let proxy: RecordingProxy
    do {
      proxy = try await RecordingProxy.start(before: to, port: port)
    } catch {
      Console.complain("\(error)")
      throw ExitCode(Conformance.ExitCode.unreachable.rawValue)
    }
    let ready = Ready(
      line: "{\"http\":\"\(proxy.url)\",\"pid\":\(ProcessInfo.processInfo.processIdentifier)}\n")
    try await ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: proxy), .init(service: ready)],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: Logger(label: "nslab"))
    ).run()
    try write(proxy)
  }

  /// Says that the client can begin: as a service, because signals are listened to by then.
  private struct Ready: Service {
    let line: String

    func run() async throws {
      try Console.write(line)
      // Being cancelled is one of the two ways to end, not a failure.
      try? await gracefulShutdown()
    }
  }

  private func checkOutput() throws {
    let files = FileManager.default
    let folder = URL(filePath: output).deletingLastPathComponent().path(percentEncoded: false)
    let isThere = files.fileExists(atPath: output)
    guard isThere || !files.isWritableFile(atPath: folder) else { return }
    let reason =
      isThere ? "there is such a file; name a new one" : "\(folder) is no folder to write in"
    Console.complain("\(output): cannot be written: \(reason)")
    throw ExitCode(Conformance.ExitCode.internalFault.rawValue)
  }

  private func write(_ proxy: RecordingProxy) throws {
    let recording = try Console.orExit { () throws(SuiteError) in
      try ScenarioRecording(
        proxy, named: name, world: world, in: fixtures.worldFolder, clause: clause)
    }
    let text = try Console.orExit { () throws(RecordingError) in
      try recording.text(schema: "docs/schema/scenario.json")
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: output), options: .withoutOverwriting)
    } catch {
      Console.complain("\(output): cannot be written: \(error.localizedDescription)")
      throw ExitCode(Conformance.ExitCode.internalFault.rawValue)
    }
    try Console.write("\(output): \(recording.callCount) calls\nRun it with: nslab run \(output)\n")
  }
}

extension RecordingError: CausedExit {}
