internal import Foundation
internal import NIOCore

/// Something that may be so in a served world, and how to ask for it.
struct WaitCondition {
  /// What to say while it is not so.
  let missing: String
  private let questions: [Question]

  /// What is looked for by name.
  enum Kind: String {
    case domains
    case accounts

    fileprivate var word: String { self == .domains ? "domain" : "account" }
  }

  /// A call, and whether its answer is as wanted.
  private struct Question {
    let path: String
    let isMet: @Sendable ([UInt8]) throws(ControlProblem) -> Bool

    /// Asks for a list that is to be empty, or not to be.
    static func list(at path: String, isEmpty: Bool) -> Self {
      Self(path: path) { body throws(ControlProblem) in
        guard let list = (try? JSONSerialization.jsonObject(with: Data(body))) as? [Any] else {
          throw .unreadable("what answers there is no control port: \(path) gives no list")
        }
        return list.isEmpty == isEmpty
      }
    }
  }

  /// Asks once.
  func holds(_ client: ControlClient, _ timeout: TimeAmount) async throws(ControlProblem) -> Bool {
    for question in questions {
      let body = try await client.call(question.path, timeout: timeout)
      guard try question.isMet(body) else { return false }
    }
    return true
  }

  /// The server answers, and its default world too.
  static let ready = Self(
    missing: "the server is not ready",
    questions: [
      Question(path: "/ready") { body throws(ControlProblem) in
        guard let health = try? JSONDecoder().decode(Health.self, from: Data(body)) else {
          throw .unreadable("what answers there is no control port: /ready gives no status")
        }
        return health.status == "ready"
      }
    ])

  private struct Health: Decodable {
    let status: String
  }

  static func present(_ kind: Kind, _ name: String, in world: WorldURL) -> Self {
    Self(
      missing: "there is no \(kind.word) \(name) in the world \(world.world)",
      questions: [.list(at: path(kind, name, in: world), isEmpty: false)])
  }

  static func absent(_ kind: Kind, _ name: String, in world: WorldURL) -> Self {
    Self(
      missing: "there is still the \(kind.word) \(name) in the world \(world.world)",
      questions: [.list(at: path(kind, name, in: world), isEmpty: true)])
  }

  static func called(_ query: String, in world: WorldURL) -> Self {
    Self(
      missing: "no call of the world \(world.world) matches \(query)",
      questions: [.list(at: world.path("/journal?\(query)&limit=1"), isEmpty: false)])
  }

  static func withoutFaults(in world: WorldURL) -> Self {
    Self(
      missing: "faults are armed in the world \(world.world)",
      questions: ["/faults", "/faults/random", "/dns-faults"].map {
        .list(at: world.path($0), isEmpty: true)
      })
  }

  private static func path(_ kind: Kind, _ name: String, in world: WorldURL) -> String {
    // To Foundation's own `alphanumerics` belong letters that no URL can have.
    let text = name.addingPercentEncoding(withAllowedCharacters: .init(charactersIn: plain)) ?? ""
    return world.path("/\(kind.rawValue)?name=\(text)&limit=1")
  }

  /// What stands for itself in a URL (RFC 3986, section 2.3).
  private static let plain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
}
