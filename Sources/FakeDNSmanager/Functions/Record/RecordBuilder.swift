/// Makes a record of what a client sent and, on a change, of what was there.
///
/// Each type reads its own field first and then those in which clients send it by mistake (observed,
/// reference §3.2); fields of other types are never looked at.
struct RecordBuilder {
  let fields: RecordFields
  /// The name of the zone, without final dot.
  let zone: String
  /// The record that is changed; `nil` makes a new one.
  let old: Record?
  let defaultTTL: Int

  /// Assumed: the priority of MX and SRV records that come without one.
  static let defaultPriority: UInt16 = 10
  /// Assumed, in bytes: what fits into a DNS message with room for the rest.
  static let longestText = 32_768

  /// - Throws: `value/<field>` for a field that the type needs and that is absent or does not fit;
  ///   `value/rtype` for an SOA, which exists once and by itself.
  func record() throws(PanelError) -> Record {
    let kind = fields.kind ?? old?.kind ?? .a
    var record = Record(
      name: try ownerName(), kind: kind, ttl: fields.ttl ?? old?.ttl ?? defaultTTL, value: "")
    try fill(&record)
    return record
  }

  private func fill(_ record: inout Record) throws(PanelError) {
    switch record.kind {
    case .a: record.value = try address(.v4)
    case .aaaa: record.value = try address(.v6)
    case .cname, .dname, .ns, .ptr: record.value = try target()
    case .mx:
      record.value = try target()
      record.priority = try number("priority", fields.priority, \.priority, Self.defaultPriority)
    case .srv: try fillService(&record)
    case .txt: record.value = try text()
    case .caa: try fillAuthorization(&record)
    case .tlsa: record.value = try association()
    case .soa:
      throw .value("soa", of: "rtype", expected: "a type other than soa, which exists by itself")
    }
  }

  /// The old record, where it is of the type that is made.
  private var same: Record? { old?.kind == fields.kind ?? old?.kind ? old : nil }

  private func ownerName() throws(PanelError) -> String {
    guard let text = fields.name else { return old?.name ?? "\(zone)." }
    guard !text.contains("..") else { throw .invalidDomainName(text, of: "name") }
    guard let name = RecordName(text, in: zone, as: .owner), name.isIn(zone) else {
      throw .value(text, of: "name", expected: RecordName.formDescription)
    }
    return name.text
  }

  private func address(_ family: IPAddress.Family) throws(PanelError) -> String {
    guard let text = fields.ip ?? fields.value ?? fields.domain ?? same?.value else {
      throw .required("ip")
    }
    guard let address = IPAddress(formValue: text), address.family == family else {
      throw .value(text, of: "ip", expected: "an \(family.rawValue) address")
    }
    return address.text
  }

  private func target() throws(PanelError) -> String {
    try target(fields.domain ?? fields.value ?? fields.ip, field: "domain")
  }

  private func target(_ sent: String?, field: String) throws(PanelError) -> String {
    guard let text = sent ?? same?.value else { throw .required(field) }
    guard let name = RecordName(text, in: zone, as: .target) else {
      throw .value(text, of: field, expected: RecordName.formDescription)
    }
    return name.text
  }

  private func fillService(_ record: inout Record) throws(PanelError) {
    record.value = try target(
      fields.serviceTarget ?? fields.domain ?? fields.value, field: "srvdomain")
    record.priority = try number("priority", fields.priority, \.priority, Self.defaultPriority)
    record.weight = try number("weight", fields.weight, \.weight, 0)
    record.port = try number("port", fields.port, \.port, nil)
  }

  private func number(
    _ field: String, _ text: String?, _ current: KeyPath<Record, UInt16?>, _ standard: UInt16?
  ) throws(PanelError) -> UInt16 {
    guard let text else {
      guard let value = same?[keyPath: current] ?? standard else { throw .required(field) }
      return value
    }
    guard let number = UInt16(formValue: text) else {
      throw .value(text, of: field, expected: UInt16.formDescription)
    }
    return number
  }

  private func text() throws(PanelError) -> String {
    guard let text = fields.value ?? same?.value else { throw .required("value") }
    guard text.utf8.count <= Self.longestText, !text.unicodeScalars.contains(where: \.isControl)
    else {
      throw .value(
        text, of: "value",
        expected: "text of at most \(Self.longestText) bytes without control characters")
    }
    return text
  }

  private func fillAuthorization(_ record: inout Record) throws(PanelError) {
    let flags = fields.flags ?? same?.flags.map(String.init) ?? "0"
    guard let number = UInt8(formValue: flags) else {
      throw .value(flags, of: "caa_flags", expected: UInt8.formDescription)
    }
    let tag = (fields.tag ?? same?.tag ?? "issue").lowercased()
    guard (1...15).contains(tag.utf8.count), tag.utf8.allSatisfy(\.isAlphanumeric) else {
      throw .value(tag, of: "caa_tag", expected: "1 to 15 letters and digits, such as issue")
    }
    guard let sent = fields.value ?? same?.authorization else { throw .required("value") }
    let value =
      sent.count > 1 && sent.first == "\"" && sent.last == "\""
      ? String(sent.dropFirst().dropLast()) : sent
    guard value.utf8.count <= 255, value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
      !value.contains("\"")
    else { throw .value(sent, of: "value", expected: "at most 255 printable ASCII characters") }
    (record.flags, record.tag) = (number, tag)
    record.value = "\(number) \(tag) \"\(value)\""
  }

  /// Usage, selector, matching type and the data in hex (RFC 6698, section 2.2).
  private func association() throws(PanelError) -> String {
    guard let text = fields.value ?? same?.value else { throw .required("value") }
    let words = text.lowercased().split(separator: " ")
    let numbers = words.prefix(3).compactMap { UInt8(formValue: String($0)) }
    let data = words.dropFirst(3).joined()
    guard numbers.count == 3, !data.isEmpty, data.utf8.count.isMultiple(of: 2),
      data.utf8.count <= 2 * Self.longestText, data.utf8.allSatisfy(\.isHexDigit)
    else {
      throw .value(
        text, of: "value", expected: "three numbers from 0 to 255 and an even hex string")
    }
    return "\(numbers.map(String.init).joined(separator: " ")) \(data)"
  }
}

extension Record {
  /// The value of a CAA record alone, without flags, tag and quotes.
  var authorization: String? {
    guard kind == .caa, let quote = value.firstIndex(of: "\"") else { return nil }
    return String(value[value.index(after: quote)...].dropLast())
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self) }
  fileprivate var isAlphanumeric: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self)
  }
}
