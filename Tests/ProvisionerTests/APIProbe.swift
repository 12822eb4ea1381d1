import Foundation
import FoundationNetworking
import Provisioner
import ProvisionerAPI
import Testing

/// A client of the provisioner's API on loopback, as a shop in another language is one.
struct APIProbe {
  struct Answer {
    let status: Int
    let body: Data
    let contentType: String?

    var text: String { String(decoding: body, as: UTF8.self) }
    var object: [String: Any] {
      get throws {
        try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any], "\(text)")
      }
    }
    var list: [[String: Any]] {
      get throws {
        try #require(try JSONSerialization.jsonObject(with: body) as? [[String: Any]], "\(text)")
      }
    }
  }

  let port: Int
  var token: String?

  /// Serves a billing side while `body` runs.
  static func serving(
    _ billing: Provisioner, token: String? = nil, clock: SteppedClock? = nil,
    _ body: (APIProbe) async throws -> Void
  ) async throws {
    let server = try await ProvisionServer.start(billing, token: token, clock: clock)
    do {
      try await body(APIProbe(port: server.port, token: token))
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  func call(
    _ method: String, _ path: String, _ body: String? = nil, fields: [String: String] = [:]
  ) async throws -> Answer {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await URLSession.shared.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    return Answer(
      status: answer.statusCode, body: data,
      contentType: answer.value(forHTTPHeaderField: "Content-Type"))
  }

  func get(_ path: String) async throws -> Answer { try await call("GET", path) }

  func post(_ path: String, _ body: String? = nil) async throws -> Answer {
    try await call("POST", path, body)
  }
}
