/// What a JSON value may be, written as JSON Schema (2020-12, the dialect of OpenAPI 3.1).
package indirect enum JSONShape: Sendable {
  /// Anything.
  case any
  /// Text of at most so many characters; the pattern is a regular expression of ECMAScript.
  case text(pattern: String? = nil, maximumLength: Int? = nil)
  case choice([String])
  /// One of these words, or text of a form.
  case word([String], orPattern: String)
  /// An IPv4 or IPv6 address.
  case address
  case integer(ClosedRange<Int64>? = nil)
  /// A number within a range, with or without a fraction.
  case number(ClosedRange<Int64>)
  case flag
  case list(JSONShape, minimumCount: Int? = nil)
  /// These members and no other; at least so many of them, and what one needs besides itself.
  case object([Member], minimumCount: Int? = nil, needs: [Need] = [])
  /// An object of whatever members besides those that are named.
  case map([Member] = [])
  /// A shape by its name among the document's.
  case reference(String)
  /// One of these numbers.
  case numbers([Int])

  /// An object of whatever members.
  package static var map: Self { .map([]) }

  /// A member of an object.
  package struct Member: Sendable {
    package let name: String
    let shape: JSONShape
    package let isRequired: Bool

    package init(name: String, shape: JSONShape, isRequired: Bool = true) {
      self.name = name
      self.shape = shape
      self.isRequired = isRequired
    }
  }
}

extension JSONShape.Member {
  package static func string(_ name: String, pattern: String? = nil) -> Self {
    Self(name: name, shape: .text(pattern: pattern))
  }

  package static func flag(_ name: String) -> Self { Self(name: name, shape: .flag) }

  package static func integer(_ name: String, in range: ClosedRange<Int64>? = nil) -> Self {
    Self(name: name, shape: .integer(range))
  }

  package static func ipAddress(_ name: String) -> Self { Self(name: name, shape: .address) }

  package static func choice(_ name: String, of values: [String]) -> Self {
    Self(name: name, shape: .choice(values))
  }

  package static func strings(_ name: String) -> Self {
    Self(name: name, shape: .list(.text()))
  }

  package var optional: Self { Self(name: name, shape: shape, isRequired: false) }
}

extension JSONShape: Encodable {
  /// A member's name, known only when it is written.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A list of words or a single one.
  private enum Either: Encodable {
    case words([String])
    case text(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .words(let words): try container.encode(words)
      case .text(let text): try container.encode(text)
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    func put(_ name: String, _ value: (some Encodable)?) throws {
      try container.encodeIfPresent(value, forKey: Key(stringValue: name))
    }
    func put(_ members: [Member]) throws {
      try put("type", "object")
      try put(
        "properties", Dictionary(members.map { ($0.name, $0.shape) }, uniquingKeysWith: { $1 }))
      try put("required", members.filter(\.isRequired).map(\.name))
    }
    func put(_ range: ClosedRange<Int64>?) throws {
      try put("minimum", range?.lowerBound)
      try put("maximum", range?.upperBound)
    }
    switch self {
    case .any: break
    case .text(let pattern, let maximumLength):
      try put("type", "string")
      try put("pattern", pattern)
      try put("maxLength", maximumLength)
    case .choice(let values):
      try put("type", "string")
      try put("enum", values)
    case .word(let words, let pattern):
      try put("type", "string")
      try put("anyOf", [["enum": Either.words(words)], ["pattern": .text(pattern)]])
    case .address:
      try put("type", "string")
      try put("anyOf", [["format": "ipv4"], ["format": "ipv6"]])
    case .integer(let range):
      try put("type", "integer")
      try put(range)
    case .number(let range):
      try put("type", "number")
      try put(range)
    case .flag: try put("type", "boolean")
    case .list(let shape, let minimumCount):
      try put("type", "array")
      try put("items", shape)
      try put("minItems", minimumCount)
    case .object(let members, let minimumCount, let needs):
      try put(members)
      try put("allOf", needs.isEmpty ? nil : needs)
      try put("additionalProperties", false)
      try put("minProperties", minimumCount)
    case .map(let members): try put(members)
    case .reference(let name): try put("$ref", "#/components/schemas/\(name)")
    case .numbers(let numbers): try put("enum", numbers)
    }
  }
}

extension JSONShape {
  /// Members that an object must have when one of them has a certain value.
  package struct Need: Encodable, Sendable {
    private struct Condition: Encodable {
      let properties: [String: [String: String]]
      let required: [String]
    }

    private let condition: Condition
    private let consequence: [String: [String]]

    private enum CodingKeys: String, CodingKey {
      case condition = "if"
      case consequence = "then"
    }

    package init(of member: String, being value: String, members: [String]) {
      condition = Condition(properties: [member: ["const": value]], required: [member])
      consequence = ["required": members]
    }
  }
}
