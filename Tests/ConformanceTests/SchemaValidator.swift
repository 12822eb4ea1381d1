import StrictYAML

/// As much of JSON Schema as the schema of scenarios uses; every scalar is a text.
struct SchemaValidator {
  private let root: YAMLNode

  /// Takes a schema as JSON, which is YAML as well.
  init(_ text: String) throws {
    root = try YAMLDecoding.node(in: text, file: "schema.json")
  }

  /// Whether the schema takes a value.
  func accepts(_ value: YAMLNode) -> Bool { isValid(value, root) }

  private func isValid(_ value: YAMLNode, _ schema: YAMLNode) -> Bool {
    if let reference = schema["$ref"]?.scalar {
      let keys = reference.split(separator: "/").dropFirst()
      guard let target = keys.reduce(Optional(root), { $0?[String($1)] }) else { return false }
      return isValid(value, target)
    }
    if let choices = schema["anyOf"]?.items, !choices.contains(where: { isValid(value, $0) }) {
      return false
    }
    if let words = schema["enum"]?.items, !words.contains(where: { $0.scalar == value.scalar }) {
      return false
    }
    if schema["pattern"] != nil, value.scalar?.contains("{{") != true { return false }
    switch value.content {
    case .scalar, .nothing: return schema.allows("string")
    case .sequence(let items):
      return schema.allows("array") && items.count >= schema.number("minItems") ?? 0
        && items.allSatisfy { item in schema["items"].map { isValid(item, $0) } ?? true }
    case .mapping(let entries): return schema.allows("object") && isValid(entries, schema)
    }
  }

  private func isValid(_ entries: [YAMLNode.Entry], _ schema: YAMLNode) -> Bool {
    let keys = Set(entries.map(\.key))
    let required = schema["required"]?.items ?? []
    guard required.allSatisfy({ $0.scalar.map(keys.contains) ?? false }),
      keys.count >= schema.number("minProperties") ?? 0,
      keys.count <= schema.number("maxProperties") ?? .max
    else { return false }
    for key in keys {
      for other in schema["dependentRequired"]?[key]?.items ?? [] {
        guard other.scalar.map(keys.contains) == true else { return false }
      }
    }
    return entries.allSatisfy { entry in
      if let property = schema["properties"]?[entry.key] { return isValid(entry.value, property) }
      guard let others = schema["additionalProperties"] else { return true }
      return others.scalar == nil ? isValid(entry.value, others) : others.scalar == "true"
    }
  }
}

extension YAMLNode {
  fileprivate subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  fileprivate var items: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  fileprivate func number(_ key: String) -> Int? { self[key]?.scalar.flatMap { Int($0) } }

  /// Whether a schema says nothing of types, or allows this one.
  fileprivate func allows(_ type: String) -> Bool {
    guard let types = self["type"] else { return scalar != "false" }
    return types.scalar == type || types.items?.contains { $0.scalar == type } == true
  }
}
