internal import Foundation
internal import NIOCore

/// Something that may be so in a served world, and how to ask for it.
struct WaitCondition {
  /// What to say while it is not so.
  let missing: String
  private let path: String
  private let isMet: @Sendable (Answer) -> Bool

  /// What is looked for by name.
  enum Kind: String {
    case domains
    case accounts

    fileprivate var word: String { self == .domains ? "domain" : "account" }
  }

  /// What an answer tells: how many things are in its array; 0 when it is none.
  private struct Answer {
    let count: Int
  }

  /// Asks once.
  func holds(_ client: ControlClient, _ timeout: TimeAmount) async throws(ControlProblem) -> Bool {
    let body = try await client.call(path, timeout: timeout)
    let array = (try? JSONSerialization.jsonObject(with: Data(body))) as? [Any]
    return isMet(Answer(count: array?.count ?? 0))
  }

  /// The server answers, and its default world too.
  static let ready = Self(missing: "the server is not ready", path: "/ready") { _ in true }

  static func present(_ kind: Kind, _ name: String, in world: WorldURL) -> Self {
    Self(
      missing: "there is no \(kind.word) \(name) in the world \(world.world)",
      path: path(kind, name, in: world)
    ) { $0.count > 0 }
  }

  static func absent(_ kind: Kind, _ name: String, in world: WorldURL) -> Self {
    Self(
      missing: "there is still the \(kind.word) \(name) in the world \(world.world)",
      path: path(kind, name, in: world)
    ) { $0.count == 0 }
  }

  static func called(_ query: String, in world: WorldURL) -> Self {
    Self(
      missing: "no call of the world \(world.world) matches \(query)",
      path: world.path("/journal?\(query)&limit=1")
    ) { $0.count > 0 }
  }

  static func withoutFaults(in world: WorldURL) -> Self {
    Self(
      missing: "faults are armed in the world \(world.world)", path: world.path("/faults")
    ) { $0.count == 0 }
  }

  private static func path(_ kind: Kind, _ name: String, in world: WorldURL) -> String {
    let text = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return world.path("/\(kind.rawValue)?name=\(text)&limit=1")
  }
}
