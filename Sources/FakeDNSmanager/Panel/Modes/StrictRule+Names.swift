internal import StrictYAML

extension StrictRule {
  /// About the names of parameters.
  static let names = [
    StrictRule(
      name: "unknown parameter", tolerated: "ignored",
      evidence: .observed("clients in the wild §1"),
      example: Example("domain.edit", ["elid": "example.com", "emial": "a@b.example"])
    ) { form, contract in
      let unknown = form.pairs.first { !contract.knows($0.name, in: form) }
      return unknown.map { pair in
        let nearest = NearestName.of(pair.name, among: contract.parameterNames)
        return .intolerable(
          // A misspelt name may stand before a secret.
          pair.name, nil,
          "\(contract.name) has no such parameter"
            + (nearest.map { "; did you mean '\($0)'?" } ?? "."))
      }
    },
    StrictRule(
      name: "parameter that comes twice", tolerated: "the last value counts",
      evidence: .assumed("no source tells"),
      example: Example("domain.edit", ["elid": "example.net", "elid": "example.com"])
    ) { form, _ in
      var values: [String: String] = [:]
      for pair in form.pairs {
        if let first = values.updateValue(pair.value, forKey: pair.name), first != pair.value {
          return .intolerable(pair.name, pair.value, "It came twice with different values.")
        }
      }
      return nil
    },
    StrictRule(
      name: "parameter of another name", tolerated: "taken for the function's own",
      evidence: .observed("clients in the wild §1"),
      example: Example("domain.record", ["plid": "example.com"])
    ) { form, contract in
      let sent = FieldAlias.taken.first { alias in
        alias.function == contract.name && form[alias.name] != nil
          && !contract.fields.contains { $0.name == alias.name }
      }
      return sent.map { .intolerable($0.name, form[$0.name], "It is called '\($0.means)' here.") }
    },
    StrictRule(
      name: "two credentials", tolerated: "`authinfo` counts before `auth`",
      evidence: .assumed("reference §1.2"),
      example: Example("domain", ["auth": "0123456789abcdef01234567"])
    ) { form, _ in
      guard form["authinfo"] != nil, form["auth"] != nil else { return nil }
      return .intolerable("auth", nil, "It stands beside 'authinfo'; one of them is enough.")
    },
  ]
}
