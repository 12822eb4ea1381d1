private import Foundation
private import Synchronization

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
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-i", "-f", mail.sender, "--", mail.recipient]
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    process.standardInput = try message.reading()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let end = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      end.continuation.yield(process.terminationStatus)
      end.continuation.finish()
    }
    do {
      try process.run()
    } catch {
      throw CommandError(program: program, reason: "cannot be run: \(error.localizedDescription)")
    }
    let identifier = process.processIdentifier
    let status = await Self.first(of: end.stream, within: timeout) {
      kill(identifier, SIGKILL)
    }
    guard status == 0 else {
      throw CommandError(
        program: program,
        reason: status.map { "ended with \($0)" } ?? "took longer than \(timeout)")
    }
  }

  /// The status, or `nil` after ending the program because it took too long.
  private static func first(
    of statuses: AsyncStream<Int32>, within timeout: Duration,
    onTimeout end: @escaping @Sendable () -> Void
  ) async -> Int32? {
    let isLate = Mutex(false)
    let watchdog = Task {
      guard (try? await Task.sleep(for: timeout)) != nil else { return }
      isLate.withLock { $0 = true }
      end()
    }
    defer { watchdog.cancel() }
    // Also after the kill: nobody leaves before the program has.
    var status: Int32?
    for await ended in statuses { status = ended }
    return isLate.withLock { $0 } ? nil : status
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

  func reading() throws -> FileHandle {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw OutboxError(path: path, code: errno)
    }
    return file
  }

  func remove() { unlink(path) }
}
