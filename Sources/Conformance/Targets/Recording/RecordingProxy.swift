private import AsyncHTTPClient
internal import FakeDNSmanager
private import NIOCore
private import NIOHTTP1
private import struct Provisioner.PanelTransport
private import enum Provisioner.TransportError
public import ServiceLifecycle
private import Synchronization

/// Stands between a client and a panel on loopback and keeps what they say to each other.
///
/// What is kept never leaves the process but as a scenario without secrets. A lock guards the calls.
public final class RecordingProxy: Service {
  /// How many calls are kept; later ones are passed on and counted.
  public static let maximumCallCount = 1_000

  /// Where the client is to connect.
  public var url: String { "http://127.0.0.1:\(server.port)\(path)" }

  private let server: AnsweringServer
  private let path: String
  private let tape: Tape

  /// Opens a port of loopback before a panel and returns when clients can connect; port 0 is a free one.
  ///
  /// - Parameters:
  ///   - panel: The panel's address, which ends with `/dnsmgr`.
  ///   - port: Where clients connect.
  /// - Returns: A proxy that listens.
  /// - Throws: When there is no such port.
  public static func start(before panel: String, port: Int = 0) async throws -> RecordingProxy {
    let tape = Tape()
    let upstream = Upstream(panel)
    let server = try await AnsweringServer.start(
      at: ListenAddress(port: port), label: "nslab.record"
    ) { request in
      let place = tape.begin()
      let answer = await upstream.answer(request)
      // What is not the panel's own path is a picture or a script of its pages.
      tape.keep(upstream.isPanel(request.path) ? (request, answer) : nil, at: place)
      return answer
    }
    return RecordingProxy(server, path: upstream.path, tape)
  }

  private init(_ server: AnsweringServer, path: String, _ tape: Tape) {
    (self.server, self.path, self.tape) = (server, path, tape)
  }

  /// Closes the port.
  public func stop() async { await server.stop() }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async { await server.run() }

  /// The calls so far, by when they began, and how many requests were no calls or came too late.
  var recorded: (calls: [RecordedCall], leftOut: Int) { tape.all }
}

/// What has been kept; a lock guards it.
private final class Tape: Sendable {
  private struct State {
    var begun = 0
    var calls: [Int: RecordedCall] = [:]
    var leftOut = 0
  }

  private let state = Mutex(State())

  func begin() -> Int {
    state.withLock { state in
      state.begun += 1
      return state.begun
    }
  }

  func keep(_ exchange: (PanelRequest, PanelAnswer)?, at place: Int) {
    let call = exchange.flatMap { try? RecordedCall($0.0, $0.1) }
    state.withLock { state in
      guard let call, state.calls.count < RecordingProxy.maximumCallCount else {
        state.leftOut += 1
        return
      }
      state.calls[place] = call
    }
  }

  var all: (calls: [RecordedCall], leftOut: Int) {
    state.withLock { state in
      (state.calls.sorted { $0.key < $1.key }.map(\.value), state.leftOut)
    }
  }
}

/// The panel that requests are passed on to.
private struct Upstream: Sendable {
  /// How long it may take for one answer.
  private static let patience = Duration.seconds(60)
  /// How large an answer may be.
  private static let maximumByteCount = 64 << 20
  /// What a panel looks at, beside the form.
  private static let passedOn = ["accept", "content-type", "cookie", "referer", "user-agent"]
  /// What belongs to one connection, or is counted anew.
  private static let ownFields: Set = [
    "connection", "content-length", "keep-alive", "transfer-encoding", "date", "server",
  ]

  /// The scheme, host and port.
  private let origin: String
  /// The path of the panel.
  let path: String

  init(_ url: String) {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    origin = parts.prefix(3).joined(separator: "/")
    path = "/" + (parts.count > 3 ? parts[3] : "dnsmgr")
  }

  func isPanel(_ path: String) -> Bool {
    [self.path, "/dnsmgr", "/manager/dnsmgr"].contains(path)
  }

  /// Passes a request on; a panel that does not answer is status 502 to the client.
  func answer(_ request: PanelRequest) async -> PanelAnswer {
    let target = isPanel(request.path) ? path : request.path
    var outgoing = HTTPClientRequest(
      url: origin + target + (request.query.isEmpty ? "" : "?\(request.query)"))
    outgoing.method = request.method == "POST" ? .POST : .GET
    for name in Self.passedOn {
      guard let value = request.headers[name] else { continue }
      // A panel asks who confirms a change by whether its own pages sent it.
      outgoing.headers.add(
        name: name, value: name == "referer" ? "\(origin)\(path)" : value)
    }
    if !request.body.isEmpty { outgoing.body = .bytes(request.body) }
    do {
      let (answer, body) = try await PanelTransport.limited(
        to: Self.patience, late: TransportError.timeout
      ) { [outgoing] in
        let answer = try await HTTPClient.direct.execute(outgoing, deadline: .distantFuture)
        return (answer, try await answer.body.collect(upTo: Self.maximumByteCount))
      }
      return PanelAnswer(
        status: Int(answer.status.code), headers: fields(of: answer),
        body: Array(body.readableBytesView))
    } catch {
      return PanelAnswer(
        status: 502, headers: [.init("Content-Type", "text/plain")],
        body: Array("nslab record: \(origin) does not answer\n".utf8))
    }
  }

  /// The client speaks plain HTTP to us: a cookie for HTTPS alone would be lost to it.
  private func fields(of answer: HTTPClientResponse) -> [PanelAnswer.Header] {
    answer.headers.filter { !Self.ownFields.contains($0.name.lowercased()) }.map { field in
      guard field.name.lowercased() == "set-cookie" else { return .init(field.name, field.value) }
      let parts = field.value.split(separator: ";").filter {
        $0.trimmingPrefix(while: \.isWhitespace).lowercased() != "secure"
      }
      return .init(field.name, parts.joined(separator: ";"))
    }
  }
}
