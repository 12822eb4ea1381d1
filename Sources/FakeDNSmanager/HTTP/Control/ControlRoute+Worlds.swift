internal import LocalAPI
private import NIOPosix

extension ControlPort {
  /// Worlds: made, copied, put back, deleted.
  static let worlds: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds", summary: "All worlds", gives: .list(.world),
      perform: { call in
        try .json(call.directory.names.compactMap { WorldStatus(call.directory, $0) })
      }),
    ControlRoute(
      method: .post, path: "/worlds",
      summary: "Make a world from a YAML file; its clock stands at the file's time",
      parameters: [
        Parameter(
          name: "name", kind: .worldName, summary: "Its name; without it, the one in the file")
      ],
      takes: .yaml, status: 201, gives: .json(.world),
      perform: { call in
        let (file, world) = try await ControlPort.built { [body = call.body] in
          let file = try WorldFile.decode(
            yaml: String(decoding: body, as: UTF8.self), file: "body")
          return (file, try World(file))
        }
        let name = call.query["name"] ?? file.name
        try call.directory.add(world, named: name)
        return try .json(WorldStatus(call.directory, name), status: 201)
      }),
    ControlRoute(
      method: .get, path: "/worlds/{world}", summary: "One world", gives: .json(.world),
      perform: { call in
        _ = try call.world
        return try .json(WorldStatus(call.directory, call.worldName))
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}", summary: "Delete a world, and close its ports",
      status: 204,
      perform: { call in
        try call.directory.remove(call.worldName)
        _ = await call.doors.close(call.worldName)
        return .done
      }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/fork",
      summary: "Copy a world as it is now, without its journal and faults",
      takes: .json(.forkRequest), status: 201, gives: .json(.world),
      perform: { call in
        let wish = try ControlJSON.decode(ForkRequest.self, from: call.body, keys: ["name"])
        try call.directory.add(try call.world.fork(), named: wish.name)
        return try .json(WorldStatus(call.directory, wish.name), status: 201)
      }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/reset",
      summary: "Put a world, or parts of it, back to where it began",
      parameters: [
        Parameter(
          name: "parts", kind: .words(WorldPart.allCases.map(\.rawValue)),
          summary: "Only these parts, with commas between them; without it everything")
      ], status: 204,
      perform: { call in
        if let words = try call.words("parts", of: WorldPart.allCases.map(\.rawValue)) {
          try call.directory.reset(call.worldName, words.compactMap(WorldPart.init(rawValue:)))
        } else {
          try call.directory.reset(call.worldName)
        }
        return .done
      }),
  ]
}

extension ControlPort {
  /// Builds a world on a thread that may take its time: Swift's own are as few as the cores, and all other
  /// callers would wait.
  static func built<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(body)
  }
}

/// A world, seen from outside.
struct WorldStatus: Codable, Equatable {
  let name: String
  /// Where its panel answers, on every port of the panel.
  let path: String
  let isDefault: Bool
  let calls: Int
  let clock: ClockStatus

  enum CodingKeys: String, CodingKey {
    case name, path, calls, clock
    case isDefault = "default"
  }

  init?(_ directory: WorldDirectory, _ name: String) {
    guard let world = directory[name] else { return nil }
    self.name = name
    path = "/w/\(name)/dnsmgr"
    isDefault = name == directory.defaultName
    calls = world.journal.count
    clock = ClockStatus(world.clock)
  }
}

/// What a copy is to be called.
struct ForkRequest: Codable, Equatable {
  let name: String
}
