extension StrictRule {
  /// About values that are read in more than one form, and about what may be left out.
  static let values = [
    StrictRule(
      name: "flag that is not `on` or `off`", tolerated: "`yes`, `1`, `no` and `0` are read too",
      evidence: .assumed("`yes` is seen with `sok` alone, reference §1.4"),
      example: Example("domain.edit", ["elid": "example.com", "sok": "ok", "dnssec": "no"])
    ) { form, contract in
      let flags = flagNames.filter { contract.knows($0, in: form) }
      let odd = flags.first { name in form[name].map { $0 != "on" && $0 != "off" } ?? false }
      return odd.map { .intolerable($0, form[$0], "It must be 'on' or 'off'.") }
    },
    StrictRule(
      name: "`dtype` or `rtype` in capitals", tolerated: "letter case does not matter",
      evidence: .observed("clients in the wild §3"),
      example: Example(
        "domain.record.edit",
        ["plid": "example.com", "sok": "ok", "name": "new", "rtype": "TXT", "value": "x"])
    ) { form, contract in
      guard contract.name.hasSuffix(".edit") else { return nil }
      let odd = ["dtype", "rtype"].first { form[$0].map { $0 != $0.lowercased() } ?? false }
      return odd.map { .intolerable($0, form[$0], "It must be in lower case.") }
    },
    StrictRule(
      name: "unknown `out`", tolerated: "answered as to a browser",
      evidence: .assumed("reference §2.1"),
      example: Example("domain", ["out": "yaml"])
    ) { form, _ in
      guard let out = form["out"], OutputFormat(parameter: out) == .browser else { return nil }
      let known = OutputFormat.allCases.map(\.rawValue).filter { !$0.isEmpty }
      return .intolerable("out", out, "It must be one of \(known.joined(separator: ", ")).")
    },
    StrictRule(
      name: "unknown `lang`", tolerated: "answered in English",
      evidence: .observed("reference §5, quirk 22"),
      example: Example("domain", ["lang": "ua"])
    ) { form, _ in
      guard let lang = form["lang"], Language(rawValue: lang) == nil else { return nil }
      let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
      return .intolerable("lang", lang, "It must be one of \(known).")
    },
    StrictRule(
      name: "new account without `confirm`", tolerated: "`passwd` counts alone",
      evidence: .assumed("reference §6"),
      example: Example("user.edit", ["name": "dns9", "passwd": "secret", "sok": "ok"])
    ) { form, contract in
      guard contract.name.hasSuffix(".edit"), form.makesNew, form["passwd"] != nil,
        form["confirm"] == nil
      else { return nil }
      return .intolerable("confirm", nil, "It must repeat 'passwd'.")
    },
    StrictRule(
      name: "new domain without `dtype`", tolerated: "a master is made",
      evidence: .observed("clients in the wild §1"),
      example: Example("domain.edit", ["name": "new.example", "sok": "ok"])
    ) { form, contract in
      guard contract.name == "domain.edit", form.makesNew, form["dtype"] == nil else { return nil }
      return .intolerable("dtype", nil, "It must be 'master' or 'slave'.")
    },
    StrictRule(
      name: "address of the other kind of domain", tolerated: "ignored",
      evidence: .observed("reference §4.6"),
      example: Example(
        "domain.edit",
        ["name": "new.example", "dtype": "master", "masterip": "192.0.2.1", "sok": "ok"])
    ) { form, contract in
      guard contract.name == "domain.edit", form.makesNew, let kind = form["dtype"] else {
        return nil
      }
      let (word, other) = kind.lowercased() == "slave" ? ("slave", "ip") : ("master", "masterip")
      guard let value = form[other] else { return nil }
      return .intolerable(other, value, "A \(word) has none.")
    },
    StrictRule(
      name: "domain's name in capitals or with a final dot", tolerated: "the same domain",
      evidence: .assumed("reference §5, quirk 17"),
      example: Example("domain.record", ["elid": "Example.COM."])
    ) { form, contract in
      guard contract.name.hasPrefix("domain") else { return nil }
      let key =
        contract.name.hasPrefix("domain.record") && contract.name != "domain.record"
        ? "plid" : "elid"
      guard let name = form[key], name.hasSuffix(".") || name != name.lowercased() else {
        return nil
      }
      return .intolerable(key, name, "It must be in lower case and without a final dot.")
    },
  ]

  /// The parameters that are flags.
  static let flagNames = [
    "dnssec", AccountProperties.twoAddressesField, DNSParameters.Field.applies, "filter",
  ]
}

extension Form {
  /// Whether the call of an `X.edit` is to make something new.
  var makesNew: Bool { saves && self["elid"] == nil }
}
