import DNSWire
import Foundation

/// A real BIND on a free port of loopback, with a folder of its own.
final class NamedProcess {
  static let path = "/usr/sbin/named"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  private let folder: URL
  private let process = Process()
  private let socket: LoopbackSocket

  /// Starts BIND with these zones and waits until it answers.
  init(_ zones: [Zone]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "named-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    socket = try LoopbackSocket(port: try LoopbackSocket.freePort())
    var configuration = """
      options {
        directory "\(folder.path)"; listen-on port \(socket.port) { 127.0.0.1; };
        listen-on-v6 { none; }; pid-file none; session-keyfile none; recursion no;
        minimal-responses yes; minimal-any no; zero-no-soa-ttl no; notify no; empty-zones-enable no;
        dnssec-validation no; max-udp-size 1232; check-integrity no; check-names primary ignore;
      };
      controls { };

      """
    for (index, zone) in zones.enumerated() {
      try zone.text.write(
        to: folder.appending(path: "\(index)"), atomically: false, encoding: .utf8)
      configuration += "zone \"\(zone.origin)\" { type primary; file \"\(index)\"; };\n"
    }
    let file = folder.appending(path: "named.conf")
    try configuration.write(to: file, atomically: false, encoding: .utf8)
    process.executableURL = URL(filePath: Self.path)
    process.arguments = ["-g", "-n", "1", "-c", file.path]
    process.standardError = try FileHandle(
      forWritingTo: Self.emptyFile(folder.appending(path: "log")))
    try process.run()
    try waitUntilReady(zones)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func emptyFile(_ url: URL) throws -> URL {
    try Data().write(to: url)
    return url
  }

  /// Asks for the last zone, which is loaded when it is answered with authority.
  private func waitUntilReady(_ zones: [Zone]) throws {
    let query = Message.query(id: 0, Question(name: zones.last?.origin ?? .root, type: .soa))
    for _ in 0..<100 {
      if let reply = try? ask(query), reply.header.isAuthoritative { return }
    }
    throw POSIXError(.ETIMEDOUT)
  }

  func ask(_ query: Message) throws -> Message {
    try Message(decoding: try socket.exchange(try query.encoded()))
  }

  /// The zones that BIND would not load, with its reasons.
  var complaints: String {
    let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
    let lines = log.split(separator: "\n").filter {
      $0.contains(".test") && !$0.contains("loaded serial") && !$0.contains("warning")
    }
    return lines.prefix(20).joined(separator: "\n")
  }
}
