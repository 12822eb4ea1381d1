package import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A program of the machine that runs beside a test.
///
/// Who waits for it blocks no thread: a test that did would take one of the few that the servers of
/// other tests in this process answer on, and two such tests are a deadlock. What the program says
/// goes to files, so that a pipe that nobody reads stops nobody. It is killed when nobody holds it.
package final class Child: Sendable {
  /// How a program ended and what it said.
  package struct End: Sendable {
    /// The exit status; the negative signal of a program that was ended by one.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let errors: String
  }

  /// Its process.
  package let processIdentifier: Int32
  private let folder: URL
  private let running: Task<Int32, any Error>
  private let hasEnded: Ended

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: The absolute path of the program.
  ///   - arguments: What it is given.
  ///   - environment: What is added to the environment of this process, or with `nil` taken from it.
  ///   - directory: Where it runs; the working folder of this process when `nil`.
  /// - Throws: When it cannot be started.
  package init(
    _ path: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    in directory: URL? = nil
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "child-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ended = Ended()
    hasEnded = ended
    let (output, errors) = (
      try Self.file(in: folder, "output"), try Self.file(in: folder, "errors")
    )
    let (started, start) = AsyncThrowingStream<Int32, any Error>.makeStream()
    running = Task {
      defer { ended.isSet.withLock { $0 = true } }
      do {
        let result = try await Subprocess.run(
          .path(FilePath(path)), arguments: Arguments(arguments),
          environment: .inherit.updating(
            Dictionary(
              uniqueKeysWithValues: environment.compactMap { key, value in
                Environment.Key(rawValue: key).map { ($0, value) }
              })),
          workingDirectory: directory.map { FilePath($0.path(percentEncoded: false)) },
          input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: true),
          error: .fileDescriptor(errors, closeAfterSpawningProcess: true)
        ) { execution in
          start.yield(execution.processIdentifier.value)
          start.finish()
        }
        return result.terminationStatus.code
      } catch {
        start.finish(throwing: error)
        throw error
      }
    }
    guard let identifier = try await started.first(where: { _ in true }) else {
      throw CancellationError()
    }
    processIdentifier = identifier
  }

  deinit {
    running.cancel()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs a program to its end.
  package static func run(
    _ path: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    in directory: URL? = nil
  ) async throws -> End {
    try await Child(path, arguments, environment: environment, in: directory).end()
  }

  /// Whether it has not ended yet.
  package var isRunning: Bool { !hasEnded.isSet.withLock { $0 } }

  /// What it has written to standard output so far.
  package var output: String { said("output") }

  /// What it has written to standard error so far.
  package var errors: String { said("errors") }

  /// Sends it a signal.
  package func signal(_ number: Int32) {
    if isRunning { _ = kill(processIdentifier, number) }
  }

  /// Waits for its end.
  package func end() async throws -> End {
    End(status: try await running.value, output: output, errors: errors)
  }

  /// Ends it with a signal and waits until it is gone.
  package func stop(by number: Int32 = SIGKILL) async throws {
    signal(number)
    _ = try await running.value
  }

  /// Waits until it has written a text.
  ///
  /// - Throws: ``EndedBefore`` when it ends without.
  package func wrote(
    _ text: String, to stream: KeyPath<Child, String> = \.output
  ) async throws {
    try await until("'\(text)' in: \(output)\(errors)") {
      // In this order: what it wrote last stands in the file when it has ended.
      let hasEnded = !isRunning
      if self[keyPath: stream].contains(text) { return true }
      if hasEnded { throw EndedBefore(text: text, said: output + errors) }
      return false
    }
  }

  /// A program ended before it wrote what was waited for.
  package struct EndedBefore: Error, CustomStringConvertible {
    let text: String
    let said: String
    package var description: String { "ended before '\(text)', having written: \(said)" }
  }

  private func said(_ name: String) -> String {
    let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private static func file(in folder: URL, _ name: String) throws -> FileDescriptor {
    try FileDescriptor.open(
      FilePath(folder.appending(path: name).path), .writeOnly, options: [.create, .closeOnExec],
      permissions: .ownerReadWrite)
  }

  /// Whether the program has ended; shared with the task that waits for it.
  private final class Ended: Sendable {
    let isSet = Mutex(false)
  }
}

extension TerminationStatus {
  fileprivate var code: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): -signal
    }
  }
}
