import Foundation
import FoundationNetworking
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
    let scratch = try Scratch()
    let output = scratch.folder.appending(path: "o")
    let process = try Program.process(
      [
        "serve", "--world", "fixtures/worlds/provider.yaml", "--http", "127.0.0.1:0", "--control",
        "127.0.0.1:0", "--frozen", "--seed", "1",
      ] + arguments, output: output, errors: scratch.folder.appending(path: "e"))
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    while process.isRunning {
      let data = try Data(contentsOf: output)
      if data.last == UInt8(ascii: "\n") {
        return try await body(
          ServedWorld(ready: try JSONDecoder().decode(Ready.self, from: data)))
      }
      await Task.yield()
    }
    throw CocoaError(.executableNotLoadable)
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
