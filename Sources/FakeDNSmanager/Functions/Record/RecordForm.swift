/// A record as the fields of `domain.record.edit` show it.
enum RecordForm {
  /// The form for a record, or an empty one for a new record.
  static func view(
    of record: Record?, in domain: Domain, settings: WorldSettings
  ) -> Reply.FormView {
    let kinds = Record.Kind.allCases.filter { $0 != .soa || record?.kind == .soa }
    let select = Reply.FormView.Select(
      field: "rtype", choices: kinds.map { Reply.Cell($0.rawValue, $0.shown) })
    let blank = Record(name: "", kind: .a, ttl: settings.zoneTemplate.ttl, value: "")
    return Reply.FormView(
      elid: record?.rkey, plid: domain.name, fields: cells(of: record ?? blank, in: domain),
      selects: [select])
  }

  /// Every field with its value; those of other types are empty (reference §2.3).
  static func cells(of record: Record, in domain: Domain) -> [Reply.Cell] {
    [
      Reply.Cell("name", record.name),
      Reply.Cell("ttl", String(record.ttl)),
      Reply.Cell("rtype", record.kind.rawValue),
      Reply.Cell("ip", record.holds(.a, .aaaa)),
      Reply.Cell("domain", record.holds(.cname, .dname, .mx, .ns, .ptr)),
      Reply.Cell("srvdomain", record.holds(.srv)),
      Reply.Cell("priority", record.priority.map(String.init) ?? ""),
      Reply.Cell("weight", record.weight.map(String.init) ?? ""),
      Reply.Cell("port", record.port.map(String.init) ?? ""),
      Reply.Cell("value", record.authorization ?? record.holds(.txt, .tlsa, .soa)),
      Reply.Cell("email", record.kind == .soa ? domain.email : ""),
      Reply.Cell("caa_flags", record.flags.map(String.init) ?? ""),
      Reply.Cell("caa_tag", record.tag ?? ""),
    ]
  }
}

extension Record {
  /// The value when the record is of one of these types, else nothing.
  fileprivate func holds(_ kinds: Kind...) -> String { kinds.contains(kind) ? value : "" }
}
