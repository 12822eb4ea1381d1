internal import FakeDNSmanager

/// The names of parameters, fields and captures whose values are kept out of reports.
enum SecretName {
  /// Whether a panel takes a secret under this name.
  static func isSecret(_ name: String) -> Bool { Journal.isSecret(name) }

  /// Whether somebody named a value so because it is a password: `first_password`.
  static func isPassword(_ name: String) -> Bool { name.lowercased().contains("pass") }
}
