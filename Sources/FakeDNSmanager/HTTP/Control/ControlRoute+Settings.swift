internal import LocalAPI
internal import StrictYAML

extension ControlPort {
  /// What a world has chosen.
  static let settings: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/settings", summary: "The settings of a world",
      gives: .json(.settings),
      perform: { call in try .settings(try call.world.settings) }),
    ControlRoute(
      method: .patch, path: "/worlds/{world}/settings",
      summary: "Change settings of a world, named as below `settings` of a world file",
      takes: .yaml, gives: .json(.settings),
      perform: { call in
        let node = try YAMLDecoding.node(
          in: String(decoding: call.body, as: UTF8.self), file: "body")
        try call.world.changeSettings { settings throws(InvalidSources) in
          try settings.read(node)
        }
        return try .settings(try call.world.settings)
      }),
  ]
}

extension WorldSettings {
  fileprivate mutating func read(_ node: YAMLNode) throws(InvalidSources) {
    var problems: [SourceProblem] = []
    let settings = reading(node, &problems)
    guard problems.isEmpty else { throw InvalidSources(problems) }
    self = settings
  }
}

extension ControlReply {
  fileprivate static func settings(_ settings: WorldSettings) throws -> ControlReply {
    ControlReply(body: try settings.json)
  }
}
