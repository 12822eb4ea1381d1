import Foundation
import Provisioner
import TestSupport
import Testing
import XMLReading

/// `nslab module` as a process, with its environment.
struct ModuleCommandTests {
  private let shop: ProcessShop
  private let records: [String: String]

  init() async throws {
    shop = try await ProcessShop()
    records = [
      "NSLAB_DATABASE": shop.folder.appending(path: "billing").path,
      "NSLAB_KEY_FILE": shop.folder.appending(path: "key").path,
    ]
    try shop.order([117])
  }

  private func run(_ environment: [String: String]) async throws -> Program {
    try await Program(
      "module", "--command", "open", "--item", "117",
      environment: records.merging(environment) { $1 })
  }

  @Test func `the environment says where mails go, from whom and in which language`() async throws {
    let outbox = shop.folder.appending(path: "mails")

    let run = try await run([
      "NSLAB_OUTBOX": outbox.path, "NSLAB_LANGUAGE": "ru", "NSLAB_SENDER": "we@shop.example",
    ])

    #expect(run.exitCode == 0 && run.output.isEmpty, "\(run.output)\(run.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: outbox.path)
    #expect(files == ["1-117.eml"])
    let mail = try ReadMail(
      String(contentsOf: outbox.appending(path: "1-117.eml"), encoding: .utf8))
    #expect(mail.headers["From"] == "we@shop.example" && mail.text.contains("Логин: dns117"))
    await shop.close()
  }

  @Test(
    arguments: [
      (["NSLAB_SMTP_SECURITY": "none-such"], "NSLAB_SMTP_SECURITY"),
      (["NSLAB_SMTP_USER": "shop"], "NSLAB_SMTP_USER and NSLAB_SMTP_PASSWORD belong together"),
      (["NSLAB_SENDMAIL": "sendmail"], "NSLAB_SENDMAIL must be an absolute path"),
      (["NSLAB_LANGUAGE": "klingon"], "NSLAB_LANGUAGE"),
    ])
  func `a variable that cannot be used is named`(
    environment: [String: String], words: String
  ) async throws {
    let run = try await run(environment)

    #expect(run.exitCode == 1)
    let said = try XMLReply(run.output.utf8).string(at: "string(/doc/error/msg)") ?? ""
    #expect(said.contains(words), "\(said)")
    #expect(!said.contains("--"), "\(said)")
    #expect(shop.requestCount == 0)
    await shop.close()
  }

  @Test func `without records a lifecycle command says which variable is missing`() async throws {
    let run = try await Program("module", "--command", "open", "--item", "117")

    #expect(run.exitCode == 1 && run.output.contains("NSLAB_DATABASE"), "\(run.output)")
    await shop.close()
  }

  @Test func `a file makes it a dry run`() async throws {
    let file = shop.folder.appending(path: "DoNothing")
    try Data().write(to: file)

    let run = try await run(["NSLAB_DO_NOTHING_FILE": file.path])

    #expect(run.exitCode == 0 && run.output.isEmpty)
    #expect(try shop.billing.service(117).status == .ordered)
    #expect(shop.requestCount == 0)
    await shop.close()
  }
}
