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
    let message = try PrivateFile(mail.message)
    defer { message.remove() }
    let status: TerminationStatus?
    do {
      status = try await handOver(
        message, arguments: ["-i", "-f", mail.sender, "--", mail.recipient])
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
    _ message: PrivateFile, arguments: [String]
  ) async throws -> TerminationStatus? {
    let input = try message.reading()
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

/// A file that only its owner may read, for as long as a program needs it.
private struct PrivateFile {
  let path: String

  init(_ text: String) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "nslab-\(UUID().uuidString)").path
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutboxError(path: path, code: errno) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  func reading() throws -> FileDescriptor {
    do {
      return try FileDescriptor.open(FilePath(path), .readOnly)
    } catch let error as Errno {
      throw OutboxError(path: path, code: error.rawValue)
    }
  }

  func remove() { unlink(path) }
}
