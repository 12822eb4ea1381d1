internal import ArgumentParser
internal import Conformance
internal import NIOCore

/// Waits until a served world is as wanted.
struct WaitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until a server is ready, or until something is so in one of its worlds.",
    discussion: """
      Without a condition the server has to be ready; with several all must hold at once. Ends with \
      0 when they do, with 1 when they do not in time, with 4 when the server did not answer in time, \
      with 3 when it refuses to be asked.
      """)

  @Argument(help: ArgumentHelp("The world.", valueName: WorldURL.form))
  var world: WorldURL

  @Option(help: ArgumentHelp("A domain that must be there.", valueName: "name"))
  var domain: [String] = []

  @Option(help: ArgumentHelp("A domain that must not be there.", valueName: "name"))
  var noDomain: [String] = []

  @Option(help: ArgumentHelp("An account that must be there.", valueName: "login"))
  var user: [String] = []

  @Option(help: ArgumentHelp("An account that must not be there.", valueName: "login"))
  var noUser: [String] = []

  @Flag(help: "No fault may be armed any more, of the panel or of the name servers.")
  var noFaults = false

  @Option(
    help: ArgumentHelp(
      "A call that must stand in the journal, as the control port's query has it.",
      discussion: "For example 'func=user.edit&account=provider&refused=false'.",
      valueName: "query"))
  var journal: [String] = []

  @Option(help: ArgumentHelp("How long to wait; 60 without it.", valueName: "seconds"))
  var timeout = 60.0

  @OptionGroup var options: ControlOptions

  /// How long to wait before asking again.
  private static let pause = Duration.milliseconds(50)

  /// How long an answer may take even when the time is up: a slow machine is no dead server.
  private static let patience = TimeAmount.seconds(5)

  func validate() throws {
    guard timeout > 0, timeout <= 86_400 else {
      throw ValidationError("--timeout must be above 0 and at most 86400 seconds, not \(timeout).")
    }
  }

  func run() async throws {
    let client = try options.client(for: world)
    let end = ContinuousClock.now + .seconds(timeout)
    while true {
      let missing = try await missing(client, until: end)
      guard let missing else { return }
      guard ContinuousClock.now + Self.pause < end else { throw ending(missing) }
      try await Task.sleep(for: Self.pause)
    }
  }

  /// What is not as wanted, or `nil`; a server that cannot be asked yet is one such thing.
  private func missing(
    _ client: ControlClient, until end: ContinuousClock.Instant
  ) async throws -> Missing? {
    do throws(ControlProblem) {
      for condition in conditions {
        let left = TimeAmount(ContinuousClock.now.duration(to: end))
        guard try await condition.holds(client, max(left, Self.patience)) else {
          return Missing(what: condition.missing)
        }
      }
      return nil
    } catch {
      switch error {
      case .refused(status: 503, _), .unreachable:
        return Missing(what: "\(error)", exitCode: .unreachable)
      case .refused, .unreadable:
        Console.complain("\(error)")
        throw ExitCode(error.exitCode.rawValue)
      }
    }
  }

  private struct Missing {
    let what: String
    var exitCode = Conformance.ExitCode.failed
  }

  private func ending(_ missing: Missing) -> ArgumentParser.ExitCode {
    Console.complain("after \(timeout) seconds: \(missing.what)")
    return ArgumentParser.ExitCode(missing.exitCode.rawValue)
  }

  private var conditions: [WaitCondition] {
    [.ready] + domain.map { .present(.domains, $0, in: world) }
      + noDomain.map { .absent(.domains, $0, in: world) }
      + user.map { .present(.accounts, $0, in: world) }
      + noUser.map { .absent(.accounts, $0, in: world) }
      + journal.map { .called($0, in: world) } + (noFaults ? [.withoutFaults(in: world)] : [])
  }
}
