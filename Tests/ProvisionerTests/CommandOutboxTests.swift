import Foundation
import Testing

@testable import Provisioner

struct CommandOutboxTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "nslab-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private static let mail = DeliverableMail(
    id: 1, service: 117, sender: "billing@example.com", recipient: "a;touch$IFS$HOME@example.com",
    message: "Subject: x\r\n\r\nsecret\r\n")

  /// A program that behaves as `body` says.
  private func program(_ body: String) throws -> String {
    let path = folder.appending(path: "sendmail").path
    try "#!/bin/sh\ncd '\(folder.path)'\n\(body)\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.appending(path: name).path, encoding: .utf8)
  }

  @Test func `the program gets separate arguments and the message`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try program("printf '%s\\n' \"$@\" >arguments; cat >message; env >environment")

    try await CommandOutbox(program: program).deliver(Self.mail)

    #expect(
      try text("arguments") == "-i\n-f\nbilling@example.com\n--\na;touch$IFS$HOME@example.com\n")
    #expect(try text("message") == Self.mail.message)
    #expect(try !text("environment").contains("HOME="))
  }

  @Test(arguments: ["exit 75", "kill -9 $$"])
  func `another end than 0 keeps the mail`(body: String) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try program(body)

    await #expect(throws: CommandError.self) {
      try await CommandOutbox(program: program).deliver(Self.mail)
    }
  }

  @Test func `a program that does not end is ended`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try program("echo $$ >pid; exec sleep 600")

    let error = try await #require(throws: CommandError.self) {
      try await CommandOutbox(program: program, timeout: .milliseconds(300)).deliver(Self.mail)
    }

    #expect(error.reason.contains("longer than"))
    let pid = try #require(Int32(try text("pid").dropLast()))
    #expect(kill(pid, 0) == -1)
  }

  @Test func `a program that is not there is named`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appending(path: "missing").path

    let error = try await #require(throws: CommandError.self) {
      try await CommandOutbox(program: missing).deliver(Self.mail)
    }
    #expect(error.program == missing)
  }
}
