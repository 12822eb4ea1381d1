internal import Foundation

/// One run of a program that a scenario names, with no environment of ours.
struct ChildProgram: Sendable {
  /// How a program ended.
  struct Ended: Sendable {
    /// The exit status in digits, `signal N`, or `too much output`.
    let status: String
    /// What it wrote to standard output, as far as it is kept.
    let output: String
    /// What it wrote to standard error, as far as it is kept.
    let errors: String
  }

  /// Where programs are looked for by name.
  static let searchPath = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"

  let argv: [String]
  let environment: [String: String]
  let input: String

  /// Runs it to its end; it is killed when the task is cancelled, which a time-out does.
  ///
  /// - Throws: ``StepFault/program(_:_:)`` when it cannot be started.
  func run() async throws -> Ended {
    let name = argv.first ?? ""
    guard let path = Self.path(of: name) else {
      throw StepFault.program(name, "there is no such program in \(Self.searchPath)")
    }
    let program = ProgramRun(
      path: path, arguments: Array(argv.dropFirst()), environment: environment,
      input: Array(input.utf8))
    let ended: ProgramRun.Ended
    do {
      ended = try await program.run()
    } catch let error as CancellationError {
      throw error
    } catch {
      throw StepFault.program(name, "\(error)")
    }
    let status =
      switch ended.end {
      case .exited(let status): "\(status)"
      case .signalled(let signal): "signal \(signal)"
      case .tooMuch: "too much output"
      }
    return Ended(
      status: status, output: String(decoding: ended.output, as: UTF8.self),
      errors: String(decoding: ended.errors, as: UTF8.self))
  }

  private static func path(of name: String) -> String? {
    if name.hasPrefix("/") { return name }
    guard !name.isEmpty, !name.contains("/") else { return nil }
    return searchPath.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
