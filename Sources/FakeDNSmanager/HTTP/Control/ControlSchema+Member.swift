internal import DNSWire
internal import LocalAPI

/// The members that only the control port's shapes have.
extension JSONShape.Member {
  static func one(_ name: String, _ schema: ControlSchema) -> Self {
    Self(name: name, shape: schema.reference)
  }

  static func list(_ name: String, of schema: ControlSchema) -> Self {
    Self(name: name, shape: .list(schema.reference))
  }

  static func domainName(_ name: String, pattern: String, to length: Int) -> Self {
    Self(name: name, shape: .text(pattern: pattern, maximumLength: length))
  }

  static func recordType(_ name: String, or other: String, pattern: String) -> Self {
    let known = RecordType.named.map(\.description) + [other]
    return Self(name: name, shape: .word(known, orPattern: pattern))
  }

  /// A share, from none to all.
  static let rate = Self(name: "rate", shape: .number(0...1))
}
