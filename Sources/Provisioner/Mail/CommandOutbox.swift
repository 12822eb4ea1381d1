private import Foundation
private import Subprocess
private import SystemPackage

/// Hands mails to a program that behaves as sendmail does.
///
/// No shell is involved: the program gets `-i -f SENDER -- RECIPIENT` as separate arguments and the
/// message on standard input.
public struct CommandOutbox: Outbox {
  private let program: String
  private let timeout: Duration

  /// Uses the program at an absolute path; one that takes longer is ended.
  public init(program: String, timeout: Duration = .seconds(60)) {
    self.program = program
    self.timeout = timeout
  }

  /// Hands a mail over.
  ///
  /// - Throws: ``CommandError`` unless the program ends with 0 in time.
  public func deliver(_ mail: DeliverableMail) async throws {
    // A file and not a pipe: a program that does not read cannot block or kill us.
    let folder = FileManager.default.temporaryDirectory
    let path = try SecretFile.make(
      beside: folder.appending(path: "nslab").path(percentEncoded: false),
      holding: Array(mail.message.utf8))
    defer { unlink(path) }
    let status: TerminationStatus?
    do {
      status = try await handOver(
        path, arguments: ["-i", "-f", mail.sender, "--", mail.recipient])
    } catch let error as SubprocessError {
      throw CommandError(program: program, reason: "cannot be run: \(error)")
    }
    switch status {
    case .exited(0): return
    case .exited(let code): throw CommandError(program: program, reason: "ended with \(code)")
    case .signaled(let signal):
      throw CommandError(program: program, reason: "was ended by signal \(signal)")
    case nil: throw CommandError(program: program, reason: "took longer than \(timeout)")
    }
  }

  /// Runs the program to its end; `nil` when it took too long, and is gone.
  private func handOver(
    _ path: String, arguments: [String]
  ) async throws -> TerminationStatus? {
    let input = try FileDescriptor.open(FilePath(path), .readOnly)
    return try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
      group.addTask {
        // A task that is cancelled kills the program and waits until it is gone.
        try await Subprocess.run(
          .path(FilePath(program)), arguments: Arguments(arguments),
          environment: .custom(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]),
          input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .discarded,
          error: .discarded
        ).terminationStatus
      }
      group.addTask { [timeout] in
        try await Task.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}

/// Why a program did not take a mail.
public struct CommandError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The program.
  public let program: String
  /// What became of it.
  public let reason: String

  public var description: String { "\(program) \(reason)" }
}
