internal import LocalAPI

/// What the calls of the control port act on.
struct ControlPort: APIPort {
  typealias Schema = ControlSchema
  typealias Parameter = APIParameter

  static let title = "nslab control port"
  static let summary =
    "What only a test asks of a simulated panel: worlds, clocks, journals, faults."
  static let routes =
    server + worlds + settings + ports + snapshots + contents + seed + clock + journal + faults
    + delegations
  static let maximumByteCount = WorldFile.maximumByteCount

  let directory: WorldDirectory
  let doors: WorldDoors
  let authorityPEM: String?

  static func shape(ofPathParameter name: String) -> JSONShape {
    switch name {
    case "id": .integer()
    case "world": .text(pattern: WorldDirectory.namePattern)
    default: .text()
    }
  }
}

/// One call of the control port: how it is reached, what it says about itself, what it does.
typealias ControlRoute = APIRoute<ControlPort>
/// One call as a route sees it.
typealias ControlCall = APICall<ControlPort>
typealias ControlReply = APIReply
typealias ControlError = APIError
typealias ControlJSON = APIJSON
typealias ErrorStatus = APIRefusal.Body

extension ControlCall {
  var directory: WorldDirectory { port.directory }
  var doors: WorldDoors { port.doors }
  var authorityPEM: String? { port.authorityPEM }

  /// The name of a world in the path.
  var worldName: String { path["world"] ?? "" }

  /// The world that the path names.
  var world: World {
    get throws {
      guard let world = directory[worldName] else { throw WorldDirectoryError.unknown(worldName) }
      return world
    }
  }
}

extension APIParameter.Kind {
  /// The name of a world.
  static let worldName = Self.pattern(WorldDirectory.namePattern)
}

extension APIContent<ControlSchema> {
  /// A world file, or a part of one: what can stand in it is said where those are described.
  static var yaml: Self {
    .other(
      APIMedia(
        "application/yaml", .any, example: worldExample,
        maximumByteCount: WorldFile.maximumByteCount))
  }

  static var pem: Self { .other(APIMedia("application/x-pem-file", .text())) }

  /// The members of a snapshot; which rows fit together no schema can say.
  static var snapshot: Self {
    let shape = JSONShape.map([
      JSONShape.Member(
        name: Snapshot.versionKey, shape: .numbers(Snapshot.readableVersions.map(\.self))),
      .integer("time"), .flag("frozen"), JSONShape.Member(name: "tables", shape: .map),
    ])
    return .other(
      APIMedia("application/json", shape, maximumByteCount: Snapshot.maximumByteCount))
  }

  /// A world that can be made as it stands.
  private static var worldExample: String {
    """
    world: example
    resellers:
      - { name: provider, password: provider-secret, namespace: company.com }
    """
  }
}
