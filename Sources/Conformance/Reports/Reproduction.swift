internal import StrictYAML

/// Command lines with which a person sees again what a check saw; secrets are variables of the shell.
enum Reproduction {
  /// The `curl` line for one request to a panel.
  ///
  /// An address of a panel inside the process leads nowhere, so it is a variable too.
  static func curl(_ url: String, panel: String, _ form: [Parameter]) -> String {
    let address = url.contains(".invalid/") ? "\"$\(variable(panel))_URL\"" : shellQuoted(url)
    let fields = form.map { field in
      if field.name == "authinfo" {
        let login = String(field.value.prefix { $0 != ":" })
        let start = shellQuoted("authinfo=\(login):")
        return " --data-urlencode \(start)\"$\(variable(login))_PASSWORD\""
      }
      guard !SecretName.isSecret(field.name) else {
        return " --data-urlencode \(field.name)=\"$\(variable(field.name))\""
      }
      return " --data-urlencode \(shellQuoted("\(field.name)=\(field.value)"))"
    }
    return "curl -sS \(address)\(fields.joined())"
  }

  /// The address of a panel among the variables of a case; an empty name is the only one's.
  static func url(of panel: String, in variables: [String: String]) -> String {
    let all = variables.filter { $0.key.hasSuffix(".url") }
    return all["\(panel).url"] ?? (all.count == 1 ? all.first?.value : nil)
      ?? "https://panel.invalid/"
  }

  /// The `dig` line for one question to a name server, given by name or address.
  static func dig(_ server: String, name: String, type: String, overTCP: Bool) -> String {
    let isAddress = server.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
    let at = isAddress ? server : "\"$\(variable(server))\""
    return "dig @\(at) -p \"$DNS_PORT\" +norecurse\(overTCP ? " +tcp" : "") "
      + "\(shellQuoted(name)) \(shellQuoted(type))"
  }

  /// The line that runs a case again; a row of a table has a line of its own.
  static func run(_ result: CaseResult, on target: String) -> String {
    let file = result.place.file
    let place = result.name.isEmpty ? file : "\(file):\(result.place.line)"
    return "nslab run \(shellQuoted(place))\(choice(of: target))"
  }

  /// The options that choose a target; none for the default.
  static func choice(of target: String) -> String {
    if target == "fake" { return "" }
    let permission = target.hasPrefix("url:") ? " --allow-real" : ""
    return " --target \(shellQuoted(target))\(permission)"
  }

  /// A text as one word of a POSIX shell.
  static func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      Unicode.Scalar(byte).properties.isAlphabetic && byte < 128
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || "-._/:=@%+,".utf8.contains(byte)
    }
    return isPlain && !text.isEmpty ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }

  /// A name of a shell variable: letters and digits in upper case, anything else an underscore.
  private static func variable(_ name: String) -> String {
    let letters = name.uppercased().map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "_"
    }
    return letters.isEmpty ? "PANEL" : String(letters)
  }
}
