internal import AsyncHTTPClient
internal import Conformance
internal import FakeDNSmanager
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Calls the control port of a server.
struct ControlClient {
  /// Scheme, host and port.
  let server: String
  /// What the server was started with; `nil` when it needs none.
  let token: String?

  /// Calls, and returns the body of an answer that says it went well.
  func call(
    _ path: String, _ method: HTTPMethod = .GET, body: [UInt8] = [],
    timeout: TimeAmount = .seconds(30)
  ) async throws(ControlProblem) -> [UInt8] {
    var request = HTTPClientRequest(url: server + path)
    request.method = method
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if !body.isEmpty {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(body)
    }
    let (status, answer) = try await send(request, timeout)
    if (200...299).contains(status) { return answer }
    throw .refused(status: status, Self.reasons(in: answer))
  }

  private func send(
    _ request: HTTPClientRequest, _ timeout: TimeAmount
  ) async throws(ControlProblem) -> (status: Int, body: [UInt8]) {
    do {
      let response = try await Self.client.execute(request, timeout: timeout)
      let body = try await response.body.collect(upTo: Snapshot.maximumByteCount)
      return (Int(response.status.code), Array(body.readableBytesView))
    } catch is NIOTooManyBytesError {
      throw .unreadable("the answer is larger than \(Snapshot.maximumByteCount) bytes")
    } catch {
      throw .unreachable(server, "\(error)")
    }
  }

  private struct Refusal: Decodable {
    let errors: [String]
  }

  private static func reasons(in body: [UInt8]) -> [String] {
    (try? JSONDecoder().decode(Refusal.self, from: Data(body)).errors) ?? []
  }

  /// Lives as long as the process.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(5)
    // Who waits for a server asks again by himself.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()
}

/// Why a call of a control port did not succeed.
enum ControlProblem: Error, CausedExit {
  case unreachable(String, String)
  case refused(status: Int, [String])
  case unreadable(String)

  var description: String {
    switch self {
    case .unreachable(let server, let cause): "\(server) does not answer: \(cause)"
    case .refused(let status, let reasons):
      reasons.isEmpty
        ? "the control port answers with status \(status)" : reasons.joined(separator: "\n")
    case .unreadable(let reason): reason
    }
  }

  var exitCode: Conformance.ExitCode {
    switch self {
    case .unreachable: .unreachable
    case .refused: .invalidInput
    case .unreadable: .internalFault
    }
  }
}
