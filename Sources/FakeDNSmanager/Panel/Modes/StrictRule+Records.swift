extension StrictRule {
  /// About records.
  static let records = [
    StrictRule(
      name: "new record without `rtype`", tolerated: "an A record is made",
      evidence: .observed("clients in the wild §3"),
      example: Example(
        "domain.record.edit",
        ["plid": "example.com", "sok": "ok", "name": "new", "ip": "192.0.2.9"])
    ) { form, contract in
      guard contract.editsRecords, form.makesNew, form["rtype"] == nil else { return nil }
      return .intolerable("rtype", nil, "It must tell the record's type, such as 'a'.")
    },
    StrictRule(
      name: "field of another type of record",
      tolerated: "ignored, or read where the type's own field is missing",
      evidence: .observed("reference §3.2, clients in the wild §1"),
      example: Example(
        "domain.record.edit",
        [
          "plid": "example.com", "sok": "ok", "name": "new", "rtype": "cname",
          "value": "host.example.",
        ])
    ) { form, contract in
      guard contract.editsRecords, form.saves, let kind = form.recordKind else { return nil }
      let own = kind.fieldNames
      let other = typeFields.first { !own.contains($0) && form[$0] != nil }
      return other.map {
        .intolerable(
          $0, form[$0], "A record of type \(kind.rawValue) has \(own.joined(separator: ", ")).")
      }
    },
    StrictRule(
      name: "record's name that ends with the zone's and has no final dot",
      tolerated: "relative to the zone, so that the zone's name stands in it twice",
      evidence: .observed("reference §5, quirk 7"),
      example: Example(
        "domain.record.edit",
        [
          "plid": "example.com", "sok": "ok", "name": "new.example.com", "rtype": "txt",
          "value": "x",
        ])
    ) { form, contract in
      guard contract.editsRecords, form.saves, let zone = form["plid"]?.lowercased(),
        let name = form["name"],
        name.lowercased() == zone
          || name.lowercased().hasSuffix(".\(zone)")
      else { return nil }
      return .intolerable("name", name, "Without a final dot it is relative; add the dot.")
    },
    StrictRule(
      name: "record's key that is not exact",
      tolerated: "letter case, the final dot and runs of blanks do not matter",
      evidence: .assumed("reference §6"),
      example: Example(
        "domain.record.delete", ["plid": "example.com", "elid": "www.example.com A 192.0.2.5"])
    ) { form, contract in
      guard contract.name.hasPrefix("domain.record."), let list = form["elid"] else { return nil }
      let odd = RecordKey.split(list).first { !$0.isExact }
      return odd.map {
        .intolerable("elid", $0.text, "It must be a key as the list of records tells it.")
      }
    },
  ]

  /// The fields that belong to some types of records only.
  private static let typeFields = [
    "ip", "domain", "srvdomain", "priority", "weight", "port", "value", "email", "caa_flags",
    "caa_tag",
  ]
}

extension Contract {
  fileprivate var editsRecords: Bool { name == "domain.record.edit" }
}

extension Form {
  /// The type of the record that the call is about: `rtype`, or the second word of its key.
  fileprivate var recordKind: Record.Kind? {
    let old = self["elid"]?.split(separator: " ").dropFirst().first.map(String.init)
    return (self["rtype"] ?? old).flatMap(Record.Kind.init(formValue:))
  }
}

extension Record.Kind {
  /// The fields of `domain.record.edit` that a record of this type is made of (reference §3.2).
  var fieldNames: [String] {
    switch self {
    case .a, .aaaa: ["ip"]
    case .cname, .dname, .ns, .ptr: ["domain"]
    case .mx: ["domain", "priority"]
    case .srv: ["srvdomain", "priority", "weight", "port"]
    case .txt, .tlsa: ["value"]
    case .caa: ["value", "caa_flags", "caa_tag"]
    case .soa: ["email"]
    }
  }
}

extension RecordKey {
  /// Whether the key can be one that a list of records told: the name absolute and in lower case, the
  /// type in capitals, and two blanks where a type has no priority (documented, reference §4.7).
  var isExact: Bool {
    let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count == 3, words[0].hasSuffix("."), words[0] == words[0].lowercased(),
      let kind = Record.Kind(formValue: String(words[1])), words[1] == kind.shown
    else { return false }
    return kind == .mx || kind == .srv || words[2].hasPrefix(" ")
  }
}
