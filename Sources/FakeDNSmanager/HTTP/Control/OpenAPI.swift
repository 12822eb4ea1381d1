/// The OpenAPI 3.1 document of the control port, made from the table of its calls.
enum OpenAPI {
  /// The whole document.
  static var document: JSONValue {
    .object([
      ("openapi", .string("3.1.0")),
      (
        "info",
        .object([
          ("title", .string("nslab control port")), ("version", .string("1")),
          (
            "description",
            .string("What only a test asks of a simulated panel: worlds, clocks, journals, faults.")
          ),
        ])
      ),
      ("security", .array([.object([]), .object([("token", .array([]))])])),
      ("paths", .object(paths)),
      (
        "components",
        .object([
          (
            "securitySchemes",
            .object([
              (
                "token",
                .object([("type", .string("http")), ("scheme", .string("bearer"))])
              )
            ])
          ),
          ("schemas", .object(ControlSchema.allCases.map { ($0.rawValue, $0.schema) })),
        ])
      ),
    ])
  }

  private static var paths: [(String, JSONValue)] {
    var order: [String] = []
    var operations: [String: [(String, JSONValue)]] = [:]
    for route in ControlRoute.all {
      if operations[route.path] == nil { order.append(route.path) }
      operations[route.path, default: []].append(
        (route.method.rawValue, route.operation))
    }
    return order.map { ($0, .object(operations[$0] ?? [])) }
  }
}

extension ControlRoute {
  fileprivate var operation: JSONValue {
    var members: [(String, JSONValue)] = [("summary", .string(summary))]
    let all = pathParameters.map(Self.described(pathParameter:)) + parameters.map(\.described)
    if !all.isEmpty { members.append(("parameters", .array(all))) }
    if let content = takes.described {
      members.append(
        ("requestBody", .object([("required", .bool(true)), ("content", .object([content]))])))
    }
    if isOpen { members.append(("security", .array([]))) }
    members.append(("responses", .object(responses)))
    return .object(members)
  }

  private var responses: [(String, JSONValue)] {
    var good: [(String, JSONValue)] = [("description", .string(summary))]
    if let content = gives.described { good.append(("content", .object([content]))) }
    let refused = JSONValue.object([
      ("description", .string("Refused; what is wrong and what would be right")),
      ("content", .object([Content.json(.error).described].compactMap(\.self))),
    ])
    let statuses = [status, statusWhenMade].compactMap(\.self)
    return statuses.map { (String($0), .object(good)) } + [("4XX", refused), ("5XX", refused)]
  }

  private static func described(pathParameter name: String) -> JSONValue {
    let schema: [(String, JSONValue)] =
      switch name {
      case "id": [("type", .string("integer"))]
      case "world": ControlSchema.worldName
      default: [("type", .string("string"))]
      }
    return .object([
      ("name", .string(name)), ("in", .string("path")), ("required", .bool(true)),
      ("schema", .object(schema)),
    ])
  }
}

extension ControlRoute.Parameter {
  fileprivate var described: JSONValue {
    .object([
      ("name", .string(name)), ("in", .string("query")), ("description", .string(summary)),
      ("required", .bool(isRequired)), ("style", .string("form")), ("explode", .bool(false)),
      ("schema", .object(schema)),
    ])
  }

  private var schema: [(String, JSONValue)] {
    switch kind {
    case .text: [("type", .string("string"))]
    case .worldName: ControlSchema.worldName
    case .flag: [("type", .string("boolean"))]
    case .words(let words):
      [
        ("type", .string("array")), ("minItems", .integer(1)),
        (
          "items",
          .object([("type", .string("string")), ("enum", .array(words.map { .string($0) }))])
        ),
      ]
    case .integer(let range):
      [
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
        ("maximum", .integer(range.upperBound)),
      ]
    }
  }
}

extension ControlRoute.Content {
  /// Media type and schema; `nil` when there is no body.
  fileprivate var described: (String, JSONValue)? {
    switch self {
    case .none: nil
    case .json(let schema): ("application/json", .object([("schema", schema.reference)]))
    case .list(let schema):
      (
        "application/json",
        .object([
          ("schema", .object([("type", .string("array")), ("items", schema.reference)]))
        ])
      )
    case .yaml:
      (
        "application/yaml",
        .object([
          ("schema", .object([("type", .string("string"))])),
          ("example", .string(Self.worldExample)),
        ])
      )
    case .pem: ("application/x-pem-file", Self.text)
    case .snapshot: ("application/json", .object([("schema", Self.snapshotSchema)]))
    case .openAPI:
      ("application/json", .object([("schema", .object([("type", .string("object"))]))]))
    }
  }

  /// A world that can be made as it stands.
  private static let worldExample = """
    world: example
    resellers:
      - { name: provider, password: provider-secret, namespace: company.com }
    """

  /// The members of a snapshot; which rows fit together no schema can say.
  private static var snapshotSchema: JSONValue {
    .object([
      ("type", .string("object")),
      (
        "properties",
        .object([
          (
            Snapshot.versionKey,
            .object([("enum", .array(Snapshot.readableVersions.map { .integer($0) }))])
          ),
          ("time", .object([("type", .string("integer"))])),
          ("frozen", .object([("type", .string("boolean"))])),
          ("tables", .object([("type", .string("object"))])),
        ])
      ),
      (
        "required",
        .array([Snapshot.versionKey, "time", "frozen", "tables"].map { .string($0) })
      ),
    ])
  }

  private static var text: JSONValue {
    .object([("schema", .object([("type", .string("string"))]))])
  }
}
