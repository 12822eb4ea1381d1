internal import ArgumentParser
internal import Foundation
internal import Provisioner

/// The options of `nslab provision` for a processing module.
///
/// Its command line is the framework's, so each option is a variable of the environment.
struct ModuleEnvironment {
  /// Where BILLmanager has its own file for this, relative to its working directory.
  static let doNothingFile = "NSLAB_DO_NOTHING_FILE"
  private static let smtpUser = "NSLAB_SMTP_USER"
  private static let smtpPassword = "NSLAB_SMTP_PASSWORD"
  private static let options: KeyValuePairs = [
    "NSLAB_DATABASE": "--database", "NSLAB_KEY_FILE": "--key-file", "NSLAB_OUTBOX": "--outbox",
    "NSLAB_SMTP": "--smtp", "NSLAB_SMTP_SECURITY": "--smtp-security", smtpUser: "--smtp-user",
    smtpPassword: "--smtp-password-env", "NSLAB_SENDMAIL": "--sendmail",
    "NSLAB_LANGUAGE": "--language", "NSLAB_SENDER": "--sender",
    "NSLAB_BILLING_DOMAIN": "--billing-domain", "NSLAB_ZONES": "--zones",
  ]

  private let variables: [String: String]

  /// Takes the variables of this process.
  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
    self.variables = variables
  }

  /// Whether the file is there that makes every changing command a success that does nothing.
  var saysDoNothing: Bool {
    FileManager.default.fileExists(
      atPath: variables[Self.doNothingFile] ?? ProcessingModule.doNothingFile)
  }

  /// Where the records are kept and mails go.
  ///
  /// - Throws: ``Unusable``, which names the variable; what the outbox throws.
  func place() throws -> BillingPlace {
    let arguments = Self.options.flatMap { variable, option -> [String] in
      // Of the password the option has the variable's name, not what is in it.
      guard let value = variables[variable] else { return [] }
      return ["\(option)=\(variable == Self.smtpPassword ? variable : value)"]
    }
    do {
      return try ProvisionOptions.parse(arguments).place()
    } catch let error as BillingError {
      throw error
    } catch {
      throw Unusable(message: Self.inVariables(ProvisionOptions.message(for: error)))
    }
  }

  /// A sentence about options as one about the variables that stand for them.
  private static func inVariables(_ message: String) -> String {
    options.sorted { $0.value.count > $1.value.count }.reduce(message) { message, pair in
      message.replacing(pair.value, with: pair.key)
    }
  }

  /// The environment cannot be used.
  struct Unusable: Error, CustomStringConvertible {
    let message: String

    var description: String { "the environment cannot be used: \(message)" }
  }
}
