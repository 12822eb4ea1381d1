import Foundation
import FoundationNetworking
import TestSupport
import XMLReading

/// One `nslab serve` with a control port, while a test talks to it.
struct ServedWorld {
  /// What its first line says.
  struct Ready: Decodable {
    let http: String?
    let https: String?
    let control: String?
  }

  let ready: Ready

  /// The control port, as `nslab wait` and `nslab snapshot` take it.
  var control: String { ready.control ?? "" }

  /// Serves the world `provider` while `body` runs.
  static func serving(
    _ arguments: [String] = [], _ body: (ServedWorld) async throws -> Void
  ) async throws {
    let process = try await Program.start(
      [
        "serve", "--world", "fixtures/worlds/provider.yaml", "--http", "127.0.0.1:0", "--control",
        "127.0.0.1:0", "--frozen", "--seed", "1",
      ] + arguments)
    try await body(ServedWorld(ready: try await process.readyLine()))
    try await process.stop(by: SIGTERM)
  }

  /// Calls the panel as the reseller; returns the refusal, if it is one.
  func call(_ pairs: KeyValuePairs<String, String>) async throws -> String? {
    var url = URLComponents(string: ready.http ?? "")
    url?.queryItems =
      [
        URLQueryItem(name: "out", value: "xml"),
        URLQueryItem(name: "authinfo", value: "provider:provider-secret"),
      ] + pairs.map { URLQueryItem(name: $0.key, value: $0.value) }
    guard let url = url?.url else { throw URLError(.badURL) }
    let (data, _) = try await URLSession.shared.data(from: url)
    return try XMLReply(Array(data)).string(at: "/doc/error/@type")
  }
}

extension Child {
  /// The line that a program prints when it is ready, as a script reads it.
  func readyLine<Line: Decodable>() async throws -> Line {
    try await wrote("\n")
    return try JSONDecoder().decode(Line.self, from: Data(output.utf8))
  }
}
