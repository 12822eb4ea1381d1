internal import Foundation

/// The JSON Schema of a scenario file, made from the table of step kinds, for editors.
///
/// It refuses what has the wrong shape; what a name must stand for only `nslab lint` knows.
public enum ScenarioSchema {
  /// The schema as JSON text, with a line end.
  public static var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(scenario), as: UTF8.self) + "\n"
    }
  }

  /// A piece of a schema.
  enum Node: Encodable {
    case text(String)
    case flag(Bool)
    case number(Int)
    case list([Node])
    case object([String: Node])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let value): try container.encode(value)
      case .flag(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .list(let value): try container.encode(value)
      case .object(let value): try container.encode(value)
      }
    }
  }

  // A YAML reader of an editor may see 117 and yes as a number and a Boolean; here they are texts.
  static let scalar = Node.object([
    "type": .list([.text("string"), .text("number"), .text("boolean")])
  ])

  private static var scenario: Node {
    var schema = object(
      [
        "scenario": described("the file's name without .yaml", scalar),
        "title": described("one sentence that says what is shown", scalar),
        "tags": list(of: scalar),
        "panels": described("names and their worlds", mapping(of: scalar, atLeast: 1)),
        "billing": described("the billing side's records at the start", billing),
        "cases": list(of: row, atLeast: 1),
        "matrix": described(
          "every case with every value", mapping(of: list(of: scalar, atLeast: 1), atLeast: 1)),
        "skip": described("why it is left out", scalar),
        "xfail": described("why it is known to fail", scalar),
        "environment": described("names and variables of the environment", mapping(of: scalar)),
        "secrets": described("the same, never shown", mapping(of: scalar)),
        "fragments": mapping(of: fragment),
        "setup": steps, "steps": steps, "teardown": steps, "invariants": steps,
      ], required: ["scenario", "title", "panels", "steps"])
    schema["$defs"] = .object(["steps": list(of: anyStep, atLeast: 1)])
    schema["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
    schema["title"] = .text("A scenario of nslab")
    return .object(schema)
  }

  /// Any list of steps; written once, because steps stand in steps.
  private static let steps = Node.object(["$ref": .text("#/$defs/steps")])

  /// A single step, where a list of them has a length of its own.
  private static let anyOfSteps = Node.object(["$ref": .text("#/$defs/steps/items")])

  private static var anyStep: Node {
    .object(["anyOf": .list(StepCatalog.kinds.map { step($0.contract) } + [use, concurrently])])
  }

  private static var fragment: Node {
    .object(
      object(
        ["parameters": list(of: scalar), "defaults": mapping(of: scalar), "steps": steps],
        required: ["steps"]))
  }

  private static var use: Node {
    described(
      "the steps of a fragment",
      .object(
        object(
          modifiers.merging(["use": scalar, "with": mapping(of: scalar)]) { $1 },
          required: ["use"])))
  }

  private static var concurrently: Node {
    described(
      "steps at the same time",
      .object(
        object(
          modifiers.merging(["concurrently": list(of: anyOfSteps, atLeast: 2)]) { $1 },
          required: ["concurrently"])))
  }

  /// What every step can have.
  private static var modifiers: [String: Node] {
    let values = Node.object(["anyOf": .list([scalar, list(of: scalar, atLeast: 1)])])
    return ["name": scalar, "each": mapping(of: values, atLeast: 1, atMost: 1)]
  }

  private static func step(_ contract: StepContract) -> Node {
    let keyword = contract.keyword
    var properties = modifiers
    properties["check"] = list(of: check(contract))
    properties["capture"] = mapping(of: .flag(true))
    properties["repeat"] = described(
      "done twice; the second time changes nothing", .object(["enum": .list([.text("step")])]))
    properties["clause"] = clause
    properties["eventually"] = .object(
      object(["within": scalar, "every": scalar], required: ["within"]))
    if contract.isFault { properties["during"] = steps }
    properties[keyword] = value(of: contract)
    var schema = object(properties, required: [keyword])
    schema["dependentRequired"] = .object([
      "repeat": .list([.text("clause")]), "clause": .list([.text("repeat")]),
    ])
    return described(contract.summary, .object(schema))
  }

  /// One id, or several.
  private static let clause = Node.object([
    "anyOf": .list([scalar, list(of: scalar, atLeast: 1)])
  ])

  private static func value(of contract: StepContract) -> Node {
    let fields = Dictionary(
      uniqueKeysWithValues: contract.fields.map { ($0.name, described($0.help, form($0.form))) })
    let required = contract.fields.filter(\.isRequired).map(\.name)
    let long = Node.object(object(fields, required: required))
    return contract.shorthand == nil ? long : .object(["anyOf": .list([scalar, long])])
  }

  private static func check(_ contract: StepContract) -> Node {
    var properties: [String: Node] = [
      "clause": clause,
      "assumed": described("why the documents say nothing about it", scalar),
    ]
    for comparison in Check.Operator.allCases {
      properties[comparison.rawValue] = described(comparison.help, .flag(true))
    }
    for subject in contract.subjects {
      properties[subject.name] = described(subject.help, .flag(true))
    }
    return .object(object(properties, required: ["clause"]))
  }

  private static func form(_ form: StepContract.Field.Form) -> Node {
    switch form {
    case .text, .number, .range, .recordType, .flag, .duration: scalar
    // A placeholder may stand where a word must.
    case .choice(let words):
      .object([
        "anyOf": .list([
          .object(["enum": .list(words.map { .text($0) })]),
          .object(["type": .text("string"), "pattern": .text("\\{\\{.+\\}\\}")]),
        ])
      ])
    case .pairs: mapping(of: scalar)
    case .list: list(of: scalar, atLeast: 1)
    }
  }

  static func object(_ properties: [String: Node], required: [String]) -> [String: Node] {
    [
      "type": .text("object"), "properties": .object(properties),
      "required": .list(required.map { .text($0) }), "additionalProperties": .flag(false),
    ]
  }

  static func list(of item: Node, atLeast count: Int = 0) -> Node {
    var schema: [String: Node] = ["type": .text("array"), "items": item]
    if count > 0 { schema["minItems"] = .number(count) }
    return .object(schema)
  }

  private static func mapping(
    of value: Node, atLeast minimum: Int = 0, atMost maximum: Int? = nil
  ) -> Node {
    var schema: [String: Node] = ["type": .text("object"), "additionalProperties": value]
    if minimum > 0 { schema["minProperties"] = .number(minimum) }
    if let maximum { schema["maxProperties"] = .number(maximum) }
    return .object(schema)
  }

  private static func described(_ help: String, _ node: Node) -> Node {
    switch node {
    case .object(var schema):
      schema["description"] = .text(help)
      return .object(schema)
    default: return .object(["description": .text(help)])
    }
  }
}
