extension ControlSchema {
  /// What an effect cannot do without.
  struct Need {
    let effect: String
    let members: [String]

    var schema: JSONValue {
      let effect = JSONValue.object([("const", .string(effect))])
      let isIt = JSONValue.object([
        ("properties", .object([("effect", effect)])), ("required", .array([.string("effect")])),
      ])
      let hasThem = JSONValue.object([("required", .array(members.map { .string($0) }))])
      return .object([("if", isIt), ("then", hasThem)])
    }
  }

  /// What the effects of a fault need to know; no other shape has members that depend on others.
  var needs: [Need] {
    switch self {
    case .faultRequest:
      [
        Need(effect: FaultKind.delay.rawValue, members: ["milliseconds"]),
        Need(effect: FaultKind.cut.rawValue, members: ["bytes"]),
        Need(effect: FaultKind.status.rawValue, members: ["status"]),
        Need(effect: FaultKind.refusal.rawValue, members: ["type", "object"]),
      ]
    case .dnsFaultRequest:
      [Need(effect: DNSFaultBody.Effect.delay.rawValue, members: ["milliseconds"])]
    default: []
    }
  }
}
