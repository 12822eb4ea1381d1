internal import Foundation

/// One run of a partner's program: no shell, bounded output, killed when it is late.
struct PartnerProgram: Sendable {
  let argv: [String]

  /// Runs the program with a document on its standard input and returns its standard output.
  ///
  /// Input and output go through files, so a program that does not read or says much blocks nobody.
  ///
  /// - Throws: ``TargetError/unreachable(_:)`` when there is no such program, and
  ///   ``PartnerAnswer/Unreadable`` when it was late or ended with another status than 0.
  func run(_ document: Data, within limit: Duration) async throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-order-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["order", "answer", "errors"].map { folder.appending(path: $0) }
    try document.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let end = try await end(files, within: limit)
    guard end == .exited(0) else {
      // What it complains about is its author's hint; it may hold a secret, so the case redacts it.
      let complaint = String(decoding: try head(of: files[2], 500), as: UTF8.self)
      throw PartnerAnswer.Unreadable(reason: "\(end.words(limit)): \(complaint.printable)")
    }
    return try head(of: files[1], PartnerAnswer.maximumByteCount)
  }

  /// How the program ended.
  private enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
    case late

    func words(_ limit: Duration) -> String {
      switch self {
      case .exited(let status): "the program ended with status \(status)"
      case .signalled(let signal): "the program was ended by signal \(signal)"
      case .late: "the program had not answered within \(limit) and was killed"
      }
    }
  }

  private func end(_ files: [URL], within limit: Duration) async throws -> End {
    let process = Process()
    process.executableURL = URL(filePath: try path())
    process.arguments = Array(argv.dropFirst())
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    let ended = AsyncStream<End>.makeStream()
    process.terminationHandler = { process in
      let status = process.terminationStatus
      let isExit = process.terminationReason == .exit
      ended.continuation.yield(isExit ? .exited(status) : .signalled(status))
      ended.continuation.finish()
    }
    do {
      try process.run()
    } catch {
      throw TargetError.unreachable("\(argv.first ?? ""): \(error.localizedDescription)")
    }
    let identifier = process.processIdentifier
    let stream = ended.stream
    // A program that is killed ends its stream as well, so nothing is left behind.
    return await Deadline.run(within: limit, late: .late) {
      await withTaskCancellationHandler {
        await stream.first { _ in true } ?? .late
      } onCancel: {
        kill(identifier, SIGKILL)
      }
    }
  }

  /// The program's file: as given when there is a slash in it, else found in `PATH`.
  private func path() throws(TargetError) -> String {
    let name = argv.first ?? ""
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let candidates =
      name.contains("/") ? [name] : folders.split(separator: ":").map { "\($0)/\(name)" }
    guard
      let found = candidates.first(where: {
        !name.isEmpty && FileManager.default.isExecutableFile(atPath: $0)
      })
    else { throw .unreachable("there is no program '\(name)'") }
    return found
  }

  private func head(of file: URL, _ count: Int) throws -> [UInt8] {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    return Array(try handle.read(upToCount: count) ?? Data())
  }
}
