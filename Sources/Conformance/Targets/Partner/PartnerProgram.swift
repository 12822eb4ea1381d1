internal import Foundation

/// One run of a partner's program, which is killed when it is late.
struct PartnerProgram: Sendable {
  let argv: [String]

  /// Runs the program with a document on its standard input and returns its standard output.
  ///
  /// - Throws: ``TargetError/unreachable(_:)`` when there is no such program, and
  ///   ``PartnerAnswer/Unreadable`` when it was late, said too much, or ended with another status than 0.
  func run(_ document: Data, within limit: Duration) async throws -> [UInt8] {
    let program = ProgramRun(
      path: try path(), arguments: Array(argv.dropFirst()), environment: nil,
      input: Array(document))
    let late = PartnerAnswer.Unreadable(
      reason: "the program had not answered within \(limit) and was killed")
    let ended = try await Deadline.run(within: limit, late: .failure(late)) {
      do {
        return Result<ProgramRun.Ended, any Error>.success(try await program.run())
      } catch let error as CancellationError {
        return .failure(error)
      } catch {
        return .failure(TargetError.unreachable("\(argv.first ?? ""): \(error)"))
      }
    }.get()
    guard ended.end == .exited(0) else {
      // What it complains about is its author's hint; it may hold a secret, so the case redacts it.
      let complaint = String(decoding: ended.errors.prefix(500), as: UTF8.self)
      throw PartnerAnswer.Unreadable(reason: "\(ended.end.words): \(complaint.printable)")
    }
    return ended.output
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
}

extension ProgramRun.End {
  fileprivate var words: String {
    switch self {
    case .exited(let status): "the program ended with status \(status)"
    case .signalled(let signal): "the program was ended by signal \(signal)"
    case .tooMuch: "the program wrote more than \(ProgramRun.maximumOutput) bytes and was killed"
    }
  }
}
