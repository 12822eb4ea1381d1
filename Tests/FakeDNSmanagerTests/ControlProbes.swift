import Foundation
import Testing

@testable import FakeDNSmanager

/// The parts of answers that the tests look at.
struct WorldProbe: Decodable {
  let name: String
  let path: String
  let calls: Int
  let clock: ClockProbe
}

struct ClockProbe: Decodable, Equatable {
  let now: Int64
  let frozen: Bool
}

struct EntryProbe: Decodable {
  let number: Int
}

struct FaultProbe: Decodable {
  let id: Int
  let matched: Int
  let fired: Int
}

/// Calls the control port.
struct ControlProbe {
  let port: Int

  func call(
    _ method: String, _ path: String, _ body: String = "", fields: String = ""
  ) async throws -> RawClient.Answer {
    try await RawClient.connected(to: port) { client in
      try await client.send(
        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      return try #require(try await client.answer())
    }
  }

  /// The names of all worlds.
  var names: [String] {
    get async throws { try await call("GET", "/worlds").decoded([WorldProbe].self).map(\.name) }
  }
}

/// Calls the panel's own port.
struct PanelProbe {
  let port: Int?

  func get(_ target: String) async throws -> RawClient.Answer {
    try await RawClient.connected(to: port) { client in
      try await client.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
      return try #require(try await client.answer())
    }
  }
}

extension RawClient.Answer {
  /// The number of the status line.
  var code: Int { Int(status.split(separator: " ").dropFirst().first ?? "") ?? 0 }

  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body.utf8))
  }
}
