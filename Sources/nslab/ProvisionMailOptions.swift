public import ArgumentParser
internal import Foundation
public import Provisioner

/// Where mails go: a folder, a mail server, or a program.
struct ProvisionMailOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write mails there; without it DATABASE.outbox.", valueName: "folder"))
  var outbox: String?

  @Option(help: ArgumentHelp("Hand mails to this server instead.", valueName: "host:port"))
  var smtp: HostAndPort?

  @Option(help: "How the connection to the mail server is protected.")
  var smtpSecurity = SMTPOutbox.Security.startTLS

  @Option(help: ArgumentHelp("The login at the mail server.", valueName: "name"))
  var smtpUser: String?

  @Option(
    help: ArgumentHelp("Take its password from the environment.", valueName: "variable"))
  var smtpPasswordEnv: String?

  @Option(
    help: ArgumentHelp("Hand mails to this program, as to sendmail, instead.", valueName: "path"))
  var sendmail: String?

  func validate() throws {
    guard [outbox, sendmail].count(where: { $0 != nil }) + (smtp == nil ? 0 : 1) <= 1 else {
      throw ValidationError("Give one of --outbox, --smtp and --sendmail.")
    }
    guard (smtpUser == nil) == (smtpPasswordEnv == nil) else {
      throw ValidationError("--smtp-user and --smtp-password-env belong together.")
    }
    if let sendmail, !sendmail.hasPrefix("/") {
      throw ValidationError("--sendmail must be an absolute path.")
    }
  }

  /// The outbox that was asked for; the folder is made when it is not there.
  func made(besides database: String) throws -> any Outbox {
    if let smtp {
      return SMTPOutbox(
        host: smtp.host, port: smtp.port, security: smtpSecurity, login: try login())
    }
    if let sendmail { return CommandOutbox(program: sendmail) }
    return try Self.folder(outbox ?? "\(database).outbox")
  }

  static func folder(_ path: String) throws -> FolderOutbox {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return FolderOutbox(folder: path)
  }

  private func login() throws -> SMTPOutbox.Login? {
    guard let smtpUser, let smtpPasswordEnv else { return nil }
    guard let password = ProcessInfo.processInfo.environment[smtpPasswordEnv] else {
      throw BillingError.badField(
        "smtp-password-env", value: smtpPasswordEnv, expected: "a variable that is set")
    }
    return SMTPOutbox.Login(name: smtpUser, password: Secret(password))
  }
}

extension SMTPOutbox.Security: ExpressibleByArgument {}
