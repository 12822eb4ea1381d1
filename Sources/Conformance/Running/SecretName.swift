/// The names of parameters, fields and captures whose values are kept out of reports.
enum SecretName {
  private static let all: Set = [
    "passwd", "confirm", "password", "oldpasswd", "auth", "key", "authinfo",
  ]

  /// Whether what has this name is secret.
  static func isSecret(_ name: String) -> Bool { all.contains(name.lowercased()) }

  /// What of a value is secret: of `authinfo`, which is `LOGIN:PASSWORD`, the second half.
  static func secret(in value: String, named name: String) -> String {
    guard name.lowercased() == "authinfo", let colon = value.firstIndex(of: ":") else {
      return value
    }
    return String(value[value.index(after: colon)...])
  }
}
