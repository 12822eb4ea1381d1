import Foundation
import TestSupport

/// A real unbound on port 53 of an address of its own, which starts at a world's root.
///
/// Root hints and delegations cannot carry ports, so everything stands on port 53 of its own addresses
/// of 127.0.0.0/8, which no other test uses.
final class UnboundProcess {
  /// What `dig` shows of an answer.
  struct Answer {
    let status: String
    let flags: [String]
    /// The data of the answer section, sorted.
    let data: [String]
  }

  static let address = "127.54.20.9"
  private static let paths = ["/usr/sbin/unbound", "/usr/bin/dig"]

  private let folder: URL
  private let process: Child

  /// Why the test cannot run here; `nil` where it can.
  static var obstacle: String? {
    if let missing = paths.first(where: { !FileManager.default.isExecutableFile(atPath: $0) }) {
      return "\(missing) is not installed"
    }
    return mayBindPort53 ? nil : "port 53 cannot be bound: only root may"
  }

  private static var mayBindPort53: Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(53).bigEndian
    inet_pton(AF_INET, address, &place.sin_addr)
    return withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Starts it and returns when it says that it serves.
  ///
  /// With the root's DS record as a trust anchor it validates.
  init(root: String, trustAnchor: String? = nil) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "unbound-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try ". 60 NS ns.root.\nns.root. 60 A \(root)\n".write(
      to: folder.appending(path: "hints"), atomically: false, encoding: .utf8)
    let validation =
      trustAnchor.map { "module-config: \"validator iterator\"\n  trust-anchor: \"\($0)\"" }
      ?? "module-config: \"iterator\""
    try """
    server:
      interface: \(Self.address)
      do-not-query-localhost: no
      unblock-lan-zones: yes
      insecure-lan-zones: yes
      do-ip6: no
      do-daemonize: no
      use-syslog: no
      username: ""
      chroot: ""
      pidfile: ""
      directory: "\(folder.path)"
      root-hints: "\(folder.path)/hints"
      \(validation)
    remote-control:
      control-enable: no

    """.write(to: folder.appending(path: "conf"), atomically: false, encoding: .utf8)
    let process = try await Child(Self.paths[0], ["-d", "-c", folder.appending(path: "conf").path])
    self.process = process
    try await process.wrote("start of service", to: \.errors)
  }

  /// Ends it and waits until its port is free.
  func stop() async throws { try await process.stop() }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Asks it, as a client that can wait.
  func ask(_ name: String, _ type: String = "A") async throws -> Answer {
    let dig = try await Child.run(
      Self.paths[1],
      [
        "@\(Self.address)", name, type, "+dnssec", "+timeout=60", "+tries=1", "+noall", "+comments",
        "+answer",
      ])
    return Answer(dig.output, type: type)
  }
}

extension UnboundProcess.Answer {
  fileprivate init(_ text: String, type: String) {
    let lines = text.split(separator: "\n")
    func after(_ mark: String) -> Substring? {
      lines.lazy.compactMap { line in line.range(of: mark).map { line[$0.upperBound...] } }.first
    }
    status = after("status: ")?.prefix { $0 != "," }.description ?? "none"
    flags = after("flags: ")?.prefix { $0 != ";" }.split(separator: " ").map(String.init) ?? []
    data = lines.compactMap { line -> String? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard !line.hasPrefix(";"), words.count > 4, words[3] == type else { return nil }
      return words[4...].joined(separator: " ")
    }.sorted()
  }
}
