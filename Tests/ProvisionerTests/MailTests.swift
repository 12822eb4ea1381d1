import Foundation
import TestSupport
import Testing

@testable import Provisioner

struct MailTests {
  private static func mail(_ password: Secret = "secret") throws -> ActivationMail {
    ActivationMail(
      sender: "billing@example.com", recipient: "customer@example.com", language: .english,
      service: 117, operation: 3, panel: try PanelURL("https://dns.example.com"), login: "dns117",
      password: password, nameServers: ["ns1.company.com", "ns2.company.com"],
      date: Date(timeIntervalSince1970: 1_795_396_553))
  }

  @Test func `each language has both parts, and tells when the password stays`() throws {
    for language in ActivationMail.Language.allCases {
      var mail = try Self.mail("p<&>w")
      mail.language = language
      let read = try ReadMail(mail.message())
      for value in [
        "https://dns.example.com/dnsmgr", "dns117", "ns1.company.com", "ns2.company.com",
      ] {
        #expect(read.text.contains(value) && read.html.contains(value), "\(language) \(value)")
      }
      #expect(read.text.contains("p<&>w") && read.html.contains("p&lt;&amp;&gt;w"))
      mail.password = nil
      let unchanged = try ReadMail(mail.message())
      #expect(!unchanged.text.contains("p<&>w"))
      #expect(unchanged.text.contains(language == .english ? "as before" : "прежний"))
      #expect(unchanged.html.contains(language == .english ? "as before" : "прежний"))
    }
  }

  @Test func `the headers are those of a mail`() throws {
    let mail = try ReadMail(Self.mail().message())

    #expect(mail.headers["From"] == "billing@example.com")
    #expect(mail.headers["To"] == "customer@example.com")
    #expect(mail.headers["Subject"] == "Your name servers are ready (service 117)")
    #expect(mail.headers["Date"] == "Mon, 23 Nov 2026 01:15:53 +0000")
    #expect(mail.headers["Message-ID"] == "<activation.117.3.1795396553@nslab.invalid>")
    #expect(mail.headers["MIME-Version"] == "1.0")
  }

  @Test(arguments: [
    "Ответ", "a\r\nBcc: x@example.com", "=?UTF-8?B?eA==?=", String(repeating: "é", count: 200),
  ])
  func `a subject that is not plain becomes encoded words`(subject: String) throws {
    let header = MIMEMessage.header(subject)

    let words = header.components(separatedBy: "\r\n ")
    #expect(words.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    let decoded = try words.map { word in
      let base64 = try #require(word.wholeMatch(of: /=\?UTF-8\?B\?([^?]*)\?=/)).1
      let data = try #require(Data(base64Encoded: String(base64)))
      return try #require(String(data: data, encoding: .utf8))
    }
    #expect(decoded.joined() == subject)
  }

  @Test(arguments: ["=", "a ", "tab\t", String(repeating: "x", count: 200), "é🔑", ".", "--b"])
  func `every text comes back from quoted-printable`(password: String) throws {
    #expect(try ReadMail(Self.mail(Secret(password)).message()).value("Password") == password)
  }

  @Test func `a folder takes a mail once, for its owner only`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "nslab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outbox = FolderOutbox(folder: folder.path)
    let mail = DeliverableMail(
      id: 3, service: 117, sender: "billing@example.com", recipient: "customer@example.com",
      message: try Self.mail().message())
    // What a process wrote until it was killed, and not as private as it should be.
    try Data("To: ".utf8).write(to: folder.appending(path: ".3-117.eml"))

    try await outbox.deliver(mail)
    try await outbox.deliver(mail)

    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["3-117.eml"])
    let path = folder.appending(path: "3-117.eml").path
    #expect(try String(contentsOfFile: path, encoding: .utf8) == mail.message)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    await #expect(throws: OutboxError.self) {
      try await FolderOutbox(folder: folder.path + "/missing").deliver(mail)
    }
  }
}
