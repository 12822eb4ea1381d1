internal import ArgumentParser

/// A world as the control port of a server has it: `http://HOST:PORT/worlds/NAME`, or without a path
/// for the world `default`.
struct WorldURL: ExpressibleByArgument, Equatable {
  static let form = "http://HOST:PORT[/worlds/NAME]"

  /// Scheme, host and port.
  let server: String
  let world: String

  init?(argument: String) {
    guard
      let parts = argument.wholeMatch(
        of: /(https?:\/\/[0-9A-Za-z._:\[\]-]+)(?:\/worlds\/([a-z0-9_-]{1,63}))?\/?/)
    else { return nil }
    server = String(parts.1)
    world = parts.2.map(String.init) ?? "default"
  }

  /// The path of the world, or of something of it.
  func path(_ rest: String = "") -> String { "/worlds/\(world)\(rest)" }
}
