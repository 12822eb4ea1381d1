/// Something that the product does not understand and a lenient panel does.
struct LenientRule: Sendable {
  /// What it changes in a call before the function reads it.
  enum Change: Sendable {
    /// The name of the function.
    case function(@Sendable (String) -> String)
    /// One parameter.
    case parameter(@Sendable (Form.Pair, Contract, Form) -> Form.Pair)
  }

  /// What it is called in the documentation.
  let name: String
  let evidence: Evidence
  /// A call that the panel takes when it is lenient and not as documented.
  let example: StrictRule.Example
  let change: Change

  /// All rules, in the order in which they are applied.
  static let all = [
    LenientRule(
      name: "functions in any letter case", evidence: .assumed("what was meant is clear"),
      example: StrictRule.Example("Domain", [:]), change: .function { $0.lowercased() }),
    LenientRule(
      name: "functions of version 4", evidence: .observed("reference §3.3"),
      example: StrictRule.Example("user.disable", ["elid": "dns117"]),
      change: .function { FieldAlias.functions[$0] ?? $0 }),
    LenientRule(
      name: "parameters in any letter case", evidence: .assumed("what was meant is clear"),
      example: StrictRule.Example("domain.record", ["ElId": "example.com"]),
      change: .parameter { pair, contract, form in
        let name = pair.name.lowercased()
        guard !contract.knows(pair.name, in: form), contract.knows(name, in: form) else {
          return pair
        }
        return Form.Pair(name: name, value: pair.value)
      }),
    LenientRule(
      name: "parameters of version 4, and `password` for `passwd`",
      evidence: .observed("reference §3.3, §3.5"),
      example: StrictRule.Example(
        "user.edit", ["name": "dns9", "password": "secret", "sok": "ok"]),
      change: .parameter { pair, contract, _ in
        let alias = FieldAlias.lenient.first {
          $0.function == contract.name && $0.name == pair.name
        }
        return alias.map { Form.Pair(name: $0.means, value: pair.value) } ?? pair
      }),
    LenientRule(
      name: "blanks around values, but in texts and secrets",
      evidence: .assumed("what was meant is clear"),
      example: StrictRule.Example(
        "domain.edit", ["elid": "example.com", "email": " dns@example.com ", "sok": "ok"]),
      change: .parameter { pair, _, _ in
        guard !texts.contains(pair.name), !Journal.isSecret(pair.name) else { return pair }
        return Form.Pair(name: pair.name, value: pair.value.trimmingBlanks)
      }),
    LenientRule(
      name: "flags as `true` and `false`", evidence: .assumed("what was meant is clear"),
      example: StrictRule.Example(
        "domain.edit", ["elid": "example.com", "dnssec": "true", "sok": "ok"]),
      change: .parameter { pair, _, _ in
        guard StrictRule.flagNames.contains(pair.name) else { return pair }
        let words = ["true": "on", "false": "off"]
        return Form.Pair(name: pair.name, value: words[pair.value.lowercased()] ?? pair.value)
      }),
  ]

  /// The function that a name means.
  static func functionName(_ sent: String) -> String {
    all.reduce(sent) { name, rule in
      if case .function(let change) = rule.change { change(name) } else { name }
    }
  }

  /// The form with everything in it called and written as the function wants it.
  static func form(_ form: Form, for contract: Contract) -> Form {
    all.reduce(form) { form, rule in
      guard case .parameter(let change) = rule.change else { return form }
      return Form(form.pairs.map { change($0, contract, form) })
    }
  }

  /// Parameters whose blanks may be meant.
  private static let texts: Set<String> = ["value", "note", "elid", "caa_value"]
}

extension String {
  fileprivate var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
