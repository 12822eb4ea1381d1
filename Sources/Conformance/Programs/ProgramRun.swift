internal import Foundation
internal import Subprocess
private import Synchronization
internal import SystemPackage

/// One run of a program that is not ours: no shell, bounded output, and nothing of it left behind.
///
/// Input and output go through files, so that a program that does not read or says much blocks nobody, and
/// one that leaves a child behind ends when it ends itself.
struct ProgramRun: Sendable {
  /// How a program ended.
  enum End: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It wrote more than ``ProgramRun/maximumOutput`` and was killed.
    case tooMuch
  }

  /// What a program did.
  struct Ended: Sendable {
    let end: End
    let output: [UInt8]
    let errors: [UInt8]
  }

  /// The most that it may write to standard output, and to standard error, in bytes.
  static let maximumOutput = 1 << 20
  /// How often the size of what it writes is looked at: a disk takes some 100 MB meanwhile.
  private static let interval = Swift.Duration.milliseconds(100)

  let path: String
  let arguments: [String]
  /// Its environment; `nil` for ours.
  let environment: [String: String]?
  let input: [UInt8]

  /// Runs it to its end; it is killed when the task is cancelled, which a time-out does.
  ///
  /// - Throws: When it cannot be started.
  func run() async throws -> Ended {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0).path(percentEncoded: false) }
    try Data(input).write(to: URL(filePath: files[0]))
    let end = try await end(files)
    let (output, errors) = (try Self.head(of: files[1]), try Self.head(of: files[2]))
    let isTooMuch = max(output.count, errors.count) > Self.maximumOutput
    return Ended(
      end: isTooMuch ? .tooMuch : end, output: Array(output.prefix(Self.maximumOutput)),
      errors: Array(errors.prefix(Self.maximumOutput)))
  }

  private func end(_ files: [String]) async throws -> End {
    var options = PlatformOptions()
    // A group of its own, so that what it has started can be ended with it.
    options.processGroupID = 0
    let descriptors = try Self.open(files)
    let group = ProcessGroup()
    let watch = Task { await Self.end(group, atMuchIn: files) }
    defer {
      watch.cancel()
      // What it left running would go on calling panels in somebody else's turn.
      group.end()
    }
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: ownEnvironment,
      platformOptions: options,
      input: .fileDescriptor(descriptors[0], closeAfterSpawningProcess: true),
      output: .fileDescriptor(descriptors[1], closeAfterSpawningProcess: true),
      error: .fileDescriptor(descriptors[2], closeAfterSpawningProcess: true)
    ) { execution in
      group.begins(execution.processIdentifier.value)
    }
    switch result.terminationStatus {
    case .exited(let status): return .exited(status)
    case .signaled(let signal): return .signalled(signal)
    }
  }

  private var ownEnvironment: Environment {
    guard let environment else { return .inherit }
    return .custom(
      Dictionary(
        environment.compactMap { name, value in
          Environment.Key(rawValue: name).map { ($0, value) }
        }
      ) { first, _ in first })
  }

  /// Opens the file to read and those to write; all of them or none.
  private static func open(_ files: [String]) throws -> [FileDescriptor] {
    var opened: [FileDescriptor] = []
    do {
      for (index, file) in files.enumerated() {
        opened.append(
          try FileDescriptor.open(
            FilePath(file), index == 0 ? .readOnly : .writeOnly,
            options: index == 0 ? [] : [.create, .append], permissions: .ownerReadWrite))
      }
      return opened
    } catch {
      for descriptor in opened { try? descriptor.close() }
      throw error
    }
  }

  /// Ends a group of processes when one of the files has become too large.
  private static func end(_ group: ProcessGroup, atMuchIn files: [String]) async {
    while (try? await Task.sleep(for: interval)) != nil {
      let sizes = files.dropFirst().map { file in
        (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int ?? 0
      }
      if sizes.contains(where: { $0 > maximumOutput }) { group.end() }
    }
  }

  /// The beginning of a file, by which it can be told that it is too large.
  private static func head(of file: String) throws -> [UInt8] {
    let handle = try FileHandle(forReadingFrom: URL(filePath: file))
    defer { try? handle.close() }
    return Array(try handle.read(upToCount: maximumOutput + 1) ?? Data())
  }
}

/// A program with all that it has started; a lock guards its number.
private final class ProcessGroup: Sendable {
  private let number = Mutex<Int32?>(nil)

  func begins(_ number: Int32) { self.number.withLock { $0 = number } }

  func end() {
    number.withLock { number in
      if let number { kill(-number, SIGKILL) }
    }
  }
}
