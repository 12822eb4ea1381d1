/// Shows, makes or changes a record of a domain.
enum RecordEdit: PanelFunction {
  static let contract = Contract(
    name: "domain.record.edit",
    summary:
      "Shows a record's form; with `sok` makes a record, or changes the one that `elid` names.",
    access: .users,
    effect: .changes,
    showsForm: true,
    fields: [.required("plid", "name of the domain", example: "example.com")]
      + [
        .optional(
          "elid", "key of the record to show or change", example: "www.example.com. A  192.0.2.5")
      ] + RecordFields.contract,
    refusals: [
      .missedDomain,
      .refusal(.missed, "record", when: "`elid` names no record", .assumed("reference §2.4")),
      .refusal(.access, "domain", when: "the domain is a slave", .assumed("reference §4.6")),
      .refusal(.exists, "record", when: "the same record is there", .observed("reference §4.7")),
      .refusal(
        .value, "name",
        when: "it is outside the domain, or a CNAME would not stand alone, or a second DNAME",
        .assumed("reference §4.7")),
      .refusal(
        .value, "rtype", when: "an SOA record would be made, or changed into another",
        .documented("reference §4.7")),
      .refusal(
        .value, "ip", when: "the data does not fit the type; or `domain`, `value` and so on",
        .documented("reference §3.2")),
    ],
    evidence: .documented("reference §3.2"))

  struct Input: FormDecodable {
    let domain: String
    let edit: Edit<RecordFields, RecordFields>

    init(_ form: Form) throws(PanelError) {
      domain = try form.required("plid")
      edit = try Edit(form)
    }
  }

  static func answer(_ input: Input, in call: Call) throws -> Reply {
    switch input.edit {
    case .view(let key):
      let domain = try call.domain(input.domain)
      let record = try key.map { try call.record($0, of: domain) }
      return .form(RecordForm.view(of: record, in: domain, settings: call.settings))
    case .create(let fields):
      var domain = try call.editableDomain(input.domain)
      return try save(fields, over: nil, in: &domain, call)
    case .change(let key, let fields):
      var domain = try call.editableDomain(input.domain)
      let old = try call.record(key, of: domain)
      guard old.kind != .soa else { return try changeAuthority(old, of: domain, fields, in: call) }
      return try save(fields, over: old, in: &domain, call)
    }
  }

  private static func save(
    _ fields: RecordFields, over old: Record?, in domain: inout Domain, _ call: Call
  ) throws -> Reply {
    let record = try RecordBuilder(
      fields: fields, zone: domain.name, old: old, defaultTTL: call.settings.zoneTemplate.ttl
    ).record()
    if record != old { try store(record, over: old, in: &domain, call) }
    return done(record, in: domain)
  }

  private static func store(
    _ record: Record, over old: Record?, in domain: inout Domain, _ call: Call
  ) throws {
    if let old, old.kind != record.kind || old.name != record.name {
      try call.store.checkIsDispensable(old, of: domain)
    }
    try call.store.checkFits(record, over: old, in: domain)
    if let old {
      try call.store.update(record, over: old, in: domain)
    } else {
      try call.store.insert(record, into: domain)
    }
    try call.store.touch(&domain, at: call.now)
  }

  /// Of an SOA record the mailbox alone can be edited (documented, reference §4.7).
  private static func changeAuthority(
    _ old: Record, of domain: Domain, _ fields: RecordFields, in call: Call
  ) throws -> Reply {
    if let kind = fields.kind, kind != .soa {
      throw PanelError.value(kind.rawValue, of: "rtype", expected: Record.Kind.soa.rawValue)
    }
    var changed = domain
    changed.email = fields.email?.text ?? domain.email
    if changed != domain { try call.store.touch(&changed, at: call.now) }
    return done(try call.record(old.rkey, of: changed), in: changed)
  }

  private static func done(_ record: Record, in domain: Domain) -> Reply {
    .done(Reply.Done(id: record.rkey, saved: RecordForm.cells(of: record, in: domain)))
  }
}

extension Call {
  /// - Throws: `missed/record` when no record has that key.
  func record(_ key: String, of domain: Domain) throws -> Record {
    guard let record = try store.record(RecordKey(key), of: domain) else {
      throw PanelError.missed("record", key)
    }
    return record
  }
}
