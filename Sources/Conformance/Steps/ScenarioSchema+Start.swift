/// The start of a scenario: the rows of its table, and the billing side's records.
extension ScenarioSchema {
  /// A row: its name, and a text in each column.
  static var row: Node {
    .object([
      "type": .text("object"), "additionalProperties": scalar,
      "required": .list([.text("case")]),
    ])
  }

  /// What can stand below `billing`.
  static var billing: Node {
    .object(
      object(
        [
          "providers": list(of: scalar), "integrations": list(of: integration),
          "plans": list(of: plan), "passwords": list(of: scalar),
        ], required: []))
  }

  private static var integration: Node {
    var properties: [String: Node] = ["zones": list(of: scalar)]
    for key in ["name", "panel", "username", "password", "provider"] { properties[key] = scalar }
    for key in ["free_domain", "provider_ns", "private_ns"] { properties[key] = scalar }
    return .object(object(properties, required: ["name"]))
  }

  private static var plan: Node {
    var properties: [String: Node] = [:]
    for key in ["name", "provider", "default", "free_domain", "template"] {
      properties[key] = scalar
    }
    let words = BillingStart.Resource.allCases.map { Node.text($0.rawValue) }
    // To an editor whose reader takes `on` for a Boolean it is one.
    properties["ns"] = .object(["enum": .list(words + [.flag(true), .flag(false)])])
    var schema = object(properties, required: ["name"])
    schema["dependentRequired"] = .object([
      "free_domain": .list([.text("template")]), "template": .list([.text("free_domain")]),
    ])
    return .object(schema)
  }
}
