internal import LocalAPI

extension ControlSchema {
  /// What the effects of a fault need to know; no other shape has members that depend on others.
  var needs: [JSONShape.Need] {
    switch self {
    case .faultRequest:
      [
        .effect(FaultKind.delay.rawValue, members: ["milliseconds"]),
        .effect(FaultKind.cut.rawValue, members: ["bytes"]),
        .effect(FaultKind.status.rawValue, members: ["status"]),
        .effect(FaultKind.refusal.rawValue, members: ["type", "object"]),
      ]
    case .dnsFaultRequest:
      [.effect(DNSFaultBody.Effect.delay.rawValue, members: ["milliseconds"])]
    default: []
    }
  }
}

extension JSONShape.Need {
  fileprivate static func effect(_ effect: String, members: [String]) -> Self {
    Self(of: "effect", being: effect, members: members)
  }
}
