import Foundation
import TestSupport
import Testing

@testable import Conformance

/// Programs that are not ours, as partners and authors of scenarios write them.
struct ProgramRunTests {
  private func run(_ script: String) async throws -> ProgramRun.Ended {
    try await ProgramRun(
      path: "/bin/sh", arguments: ["-c", script], environment: nil, input: Array("in".utf8)
    ).run()
  }

  private func isAlive(_ process: String) -> Bool {
    // A zombie is one that nobody has waited for: it does nothing any more.
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status.map { !$0.contains(") Z ") } ?? false
  }

  @Test func `a program reads, answers, complains and ends`() async throws {
    let ended = try await run("cat; echo no >&2; exit 3")

    #expect(ended.end == .exited(3))
    #expect(ended.output == Array("in".utf8))
    #expect(ended.errors == Array("no\n".utf8))
    #expect(try await run("kill -9 $$").end == .signalled(9))
  }

  @Test func `a child that stays behind delays no answer and does not stay`() async throws {
    let begin = ContinuousClock.now
    let ended = try await run("sleep 600 & echo $!")

    #expect(ended.end == .exited(0))
    #expect(begin.duration(to: .now) < .seconds(590))
    let child = String(decoding: ended.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    try await until("the child is gone") { !isAlive(child) }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a program that never stops writing is ended`() async throws {
    let ended = try await run("exec yes")

    #expect(ended.end == .tooMuch)
    #expect(ended.output.count == ProgramRun.maximumOutput)
  }

  @Test func `who stops waiting ends the program and what it started`() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "child-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path(percentEncoded: false)
    // Two limits within each other, as a case's and an order's are.
    let waiting = Task {
      await Deadline.run(within: .seconds(600), late: false) {
        await Deadline.run(within: .seconds(600), late: false) {
          (try? await run("sleep 600 & echo $! > \(path).part; mv \(path).part \(path); wait"))
            != nil
        }
      }
    }
    try await until("it has started a child") { FileManager.default.fileExists(atPath: path) }
    waiting.cancel()
    _ = await waiting.value

    let child = try String(contentsOfFile: path, encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    try await until("the child is gone") { !isAlive(child) }
  }

  @Test func `no run leaves anything open or in the temporary folder`() async throws {
    func left() throws -> Set<String> {
      let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        .compactMap {
          try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
      return Set(open.filter { $0.contains("\(folder)nslab-") && $0.hasSuffix("(deleted)") })
    }
    for _ in 0..<20 { _ = try await run("true") }

    // Others run programs at the same time; what they have open they close.
    try await until("nothing is open") { try left().isEmpty }
  }
}
