internal import Foundation

/// One run of a program that a scenario names: no shell, no environment of ours, bounded output.
struct ChildProgram: Sendable {
  /// How a program ended.
  struct Ended: Sendable {
    /// The exit status in digits, or `signal N`.
    let status: String
    /// What it wrote to standard output, as far as it is kept.
    let output: String
    /// What it wrote to standard error, as far as it is kept.
    let errors: String
  }

  /// Where programs are looked for by name.
  static let searchPath = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
  /// How much of an output is read, in bytes.
  private static let maximumOutput = 1 << 20

  let argv: [String]
  let environment: [String: String]
  let input: String

  /// Runs it to its end; it is killed when the task is cancelled, which a time-out does.
  ///
  /// Input and output go through files, so a program that does not read or says much blocks nobody.
  ///
  /// - Throws: ``StepFault/program(_:_:)`` when it cannot be started.
  func run() async throws -> Ended {
    let name = argv.first ?? ""
    guard let path = Self.path(of: name) else {
      throw StepFault.program(name, "there is no such program in \(Self.searchPath)")
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let status = try await wait(for: path, files)
    return Ended(
      status: status, output: try Self.text(of: files[1]), errors: try Self.text(of: files[2]))
  }

  private func wait(for path: String, _ files: [URL]) async throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = Array(argv.dropFirst())
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    let end = AsyncStream<String>.makeStream()
    process.terminationHandler = { process in
      let isExit = process.terminationReason == .exit
      end.continuation.yield("\(isExit ? "" : "signal ")\(process.terminationStatus)")
      end.continuation.finish()
    }
    do {
      try process.run()
    } catch {
      throw StepFault.program(argv.first ?? "", error.localizedDescription)
    }
    let identifier = process.processIdentifier
    return await withTaskCancellationHandler {
      // A stream ends at once in a cancelled task; the program is killed then.
      await end.stream.first { _ in true } ?? "killed"
    } onCancel: {
      kill(identifier, SIGKILL)
    }
  }

  private static func path(of name: String) -> String? {
    if name.hasPrefix("/") { return name }
    guard !name.isEmpty, !name.contains("/") else { return nil }
    return searchPath.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func text(of file: URL) throws -> String {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    let data = try handle.read(upToCount: maximumOutput) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
