internal import ArgumentParser
internal import Foundation
internal import Provisioner

/// Where a password comes from; it never stands on the command line.
struct PasswordOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read the password from there.", valueName: "file"))
  var passwordFile: String?
  @Option(help: ArgumentHelp("Take the password from the environment.", valueName: "variable"))
  var passwordEnv: String?

  func validate() throws {
    if passwordFile != nil, passwordEnv != nil {
      throw ValidationError("Give --password-file or --password-env, not both.")
    }
  }

  /// The password that was given; `nil` without one.
  func secret() throws -> Secret? {
    if let passwordEnv {
      guard let text = ProcessInfo.processInfo.environment[passwordEnv] else {
        throw BillingError.badField(
          "password-env", value: passwordEnv, expected: "a variable that is set")
      }
      return Secret(text)
    }
    guard let passwordFile else { return nil }
    guard let data = FileManager.default.contents(atPath: passwordFile), data.count <= 4096,
      var text = String(data: data, encoding: .utf8)
    else {
      throw BillingError.badField(
        "password-file", value: passwordFile, expected: "a readable file of at most 4096 bytes")
    }
    // Editors end files with a line end, which nobody means as a part of a password.
    // One character, also when it is "\r\n".
    if text.last?.isNewline == true { text.removeLast() }
    return Secret(text)
  }
}
