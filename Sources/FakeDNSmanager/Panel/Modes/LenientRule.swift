/// Something that the product does not understand and a lenient panel does.
struct LenientRule: Sendable {
  /// What it changes in a call before the function reads it.
  enum Change: Sendable {
    /// The name of the function.
    case function(@Sendable (String) -> String)
    /// The name of a parameter; the closure says which names are known.
    case name(@Sendable (String, (String) -> Bool) -> String)
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
      change: .name { name, isKnown in
        let plain = name.lowercased()
        return !isKnown(name) && isKnown(plain) ? plain : name
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

  /// Whether a form calls its function and its parameters as the panel does: then ``named(_:)``
  /// changes nothing.
  static func isNamed(_ form: Form) -> Bool {
    form.pairs.allSatisfy { !$0.name.utf8.contains(where: isCapital) }
      && form["func"].map { FunctionCatalog.byName[$0] != nil } ?? true
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// The form with its function and its parameters called as the panel calls them.
  ///
  /// What every call takes comes first: it tells who calls, and which function.
  static func named(_ form: Form) -> Form {
    var form = renamed(form, knowing: CommonParameters.contain)
    guard let function = form["func"] else { return form }
    let name = functionName(function)
    form = Form(form.pairs.map { $0.name == "func" ? Form.Pair(name: "func", value: name) : $0 })
    guard let contract = FunctionCatalog.byName[name]?.contract else { return form }
    return renamed(form) { [form] in contract.knows($0, in: form) }
  }

  private static func functionName(_ sent: String) -> String {
    all.reduce(sent) { name, rule in
      if case .function(let change) = rule.change { change(name) } else { name }
    }
  }

  private static func renamed(_ form: Form, knowing isKnown: (String) -> Bool) -> Form {
    all.reduce(form) { form, rule in
      guard case .name(let change) = rule.change else { return form }
      return Form(
        form.pairs.map { Form.Pair(name: change($0.name, isKnown), value: $0.value) })
    }
  }

  /// The form with everything in it written as the function wants it.
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
