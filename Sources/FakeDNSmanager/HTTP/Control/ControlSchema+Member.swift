internal import DNSWire

/// The kinds of members, as JSON Schema.
extension ControlSchema.Member {
  static func string(_ name: String) -> Self { typed(name, "string") }
  static func flag(_ name: String) -> Self { typed(name, "boolean") }
  static func integer(_ name: String) -> Self { typed(name, "integer") }

  static func integer(_ name: String, in range: ClosedRange<Int64>) -> Self {
    Self(
      name: name,
      schema: .object([
        ("type", .string("integer")), ("minimum", .integer(Int(range.lowerBound))),
        ("maximum", .integer(Int(range.upperBound))),
      ]))
  }

  static func choice(_ name: String, of values: [String]) -> Self {
    Self(
      name: name,
      schema: .object([("type", .string("string")), ("enum", .array(values.map { .string($0) }))]))
  }

  static func list(_ name: String, of schema: ControlSchema) -> Self {
    Self(
      name: name,
      schema: .object([("type", .string("array")), ("items", schema.reference)]))
  }

  static func list(_ name: String, ofType type: String) -> Self {
    Self(
      name: name,
      schema: .object([
        ("type", .string("array")), ("items", .object([("type", .string(type))])),
      ]))
  }

  static func domainName(_ name: String, pattern: String, to length: Int) -> Self {
    Self(
      name: name,
      schema: .object([
        ("type", .string("string")), ("pattern", .string(pattern)), ("maxLength", .integer(length)),
      ]))
  }

  static func recordType(_ name: String, or other: String, pattern: String) -> Self {
    let known = RecordType.named.map(\.description) + [other]
    return Self(
      name: name,
      schema: .object([
        ("type", .string("string")),
        (
          "anyOf",
          .array([
            .object([("enum", .array(known.map { .string($0) }))]),
            .object([("pattern", .string(pattern))]),
          ])
        ),
      ]))
  }

  static func ipAddress(_ name: String) -> Self {
    let formats = ["ipv4", "ipv6"].map { JSONValue.object([("format", .string($0))]) }
    return Self(
      name: name,
      schema: .object([("type", .string("string")), ("anyOf", .array(formats))]))
  }

  /// A share, from none to all.
  static let rate = Self(
    name: "rate",
    schema: .object([
      ("type", .string("number")), ("minimum", .integer(0)), ("maximum", .integer(1)),
    ]))

  var optional: Self {
    Self(name: name, schema: schema, isRequired: false)
  }

  private static func typed(_ name: String, _ type: String) -> Self {
    Self(name: name, schema: .object([("type", .string(type))]))
  }
}
