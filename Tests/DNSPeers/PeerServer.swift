package import DNSWire
internal import Foundation
internal import TestSupport

/// A real name server on a free port of loopback, with a folder of its own, ended by its process.
package final class PeerServer {
  /// Which program it is.
  package enum Program: String, CaseIterable, Sendable {
    case bind = "/usr/sbin/named"
    case nsd = "/usr/sbin/nsd"

    /// Whether it is on this machine.
    package var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: rawValue) }
  }

  /// An address and port of loopback.
  package struct Place: Sendable {
    package let address: String
    package let port: Int

    package init(_ address: String, _ port: Int) {
      self.address = address
      self.port = port
    }
  }

  /// A zone that it has.
  package enum Source: Sendable {
    /// The zone's text; those to tell of changes are in ``Setup/notified``.
    case file(String)
    /// Transferred from there.
    case primary(Place)
  }

  /// What it serves and whom it tells.
  package struct Setup: Sendable {
    package var zones: [(name: Name, source: Source)] = []
    package var notified: [Place] = []

    package init(zones: [(name: Name, source: Source)], notified: [Place] = []) {
      self.zones = zones
      self.notified = notified
    }
  }

  /// Where it can be asked.
  package let place: Place
  private let program: Program
  private let folder: URL
  private var process: Child?
  private let lastZone: Name
  private let isPrimary: Bool

  /// Starts the program and, where it has zones of its own, waits until it answers for the last one.
  package init(
    _ program: Program, at address: String = "127.0.0.1", _ setup: Setup
  ) async throws {
    self.program = program
    folder = FileManager.default.temporaryDirectory.appending(path: "peer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    place = Place(address, try DNSSocket.freePort(of: address))
    lastZone = setup.zones.last?.name ?? .root
    if case .file? = setup.zones.last?.source { isPrimary = true } else { isPrimary = false }
    for (index, zone) in setup.zones.enumerated() {
      if case .file(let text) = zone.source { try write(text, to: "\(index)") }
    }
    try write(
      program == .bind ? bindConfiguration(setup) : nsdConfiguration(setup), to: "server.conf")
    try await start()
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs the program, again after ``stop()``.
  package func start() async throws {
    let file = folder.appending(path: "server.conf").path
    process = try await Child(
      program.rawValue, program == .bind ? ["-g", "-n", "1", "-c", file] : ["-d", "-c", file])
    try await waitUntilReady()
  }

  /// Kills the process by its id and waits for it; NSD's children end with it.
  package func stop() async throws { try await process?.stop() }

  /// Replaces the text of a zone and has the program load it; primaries then tell the secondaries.
  package func reload(zone index: Int, _ text: String) throws {
    try write(text, to: "\(index)")
    process?.signal(SIGHUP)
  }

  /// The answer to a question over UDP, or over TCP.
  package func ask(_ query: Message, over kind: DNSSocket.Kind = .udp) throws -> Message {
    let socket = try DNSSocket(kind, address: place.address, port: place.port, patience: 1)
    return try Message(decoding: try socket.exchange(try query.encoded()))
  }

  /// Everything that the program has said.
  package var log: String { (process?.output ?? "") + (process?.errors ?? "") }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func waitUntilReady() async throws {
    let query = Message.query(id: 0, Question(name: lastZone, type: .soa))
    var isReady = false
    try await until("\(program.rawValue) answers:\n\(complaints)") {
      isReady = (try? ask(query)).map { $0.header.isAuthoritative || !isPrimary } ?? false
      return isReady || process?.isRunning != true
    }
    if !isReady { throw StartFailure(program: program, complaints: complaints) }
  }

  /// What it has said beside what it says of every zone that it could load.
  private var complaints: String {
    log.split(separator: "\n").filter {
      !$0.contains("read with success") && !$0.contains("loaded serial")
    }.suffix(20).joined(separator: "\n")
  }

  /// The program did not come up.
  package struct StartFailure: Error, CustomStringConvertible {
    let program: Program
    let complaints: String
    package var description: String { "\(program.rawValue) does not answer:\n\(complaints)" }
  }
}

extension PeerServer {
  private func bindConfiguration(_ setup: Setup) -> String {
    let notified = setup.notified.map { "\($0.address) port \($0.port);" }.joined(separator: " ")
    var text = """
      options {
        directory "\(folder.path)"; listen-on port \(place.port) { \(place.address); };
        listen-on-v6 { none; }; pid-file none; session-keyfile none; recursion no;
        minimal-responses yes; minimal-any no; zero-no-soa-ttl no; empty-zones-enable no;
        dnssec-validation no; max-udp-size 1232; check-integrity no; check-names primary ignore;
        notify \(setup.notified.isEmpty ? "no" : "explicit"); also-notify { \(notified) };
        notify-source \(place.address); notify-delay 0; transfer-source \(place.address);
        allow-transfer { any; };
      };
      controls { };

      """
    for (index, zone) in setup.zones.enumerated() {
      switch zone.source {
      case .file:
        text += "zone \"\(zone.name)\" { type primary; file \"\(index)\"; };\n"
      case .primary(let primary):
        text += """
          zone "\(zone.name)" {
            type secondary; file "\(index)"; primaries port \(primary.port) { \(primary.address); };
          };

          """
      }
    }
    return text
  }

  private func nsdConfiguration(_ setup: Setup) -> String {
    var text = """
      server:
        ip-address: \(place.address)@\(place.port)
        do-ip6: no
        server-count: 1
        username: ""
        chroot: ""
        pidfile: ""
        database: ""
        zonesdir: "\(folder.path)"
        xfrdir: "\(folder.path)"
        xfrdfile: "\(folder.path)/xfrd.state"
        zonelistfile: "\(folder.path)/zone.list"
        xfrd-reload-timeout: 0
        ipv4-edns-size: 1232
        refuse-any: no
        minimal-responses: yes
        rrl-ratelimit: 0
        verbosity: 1
      remote-control:
        control-enable: no

      """
    for (index, zone) in setup.zones.enumerated() {
      text += "zone:\n  name: \"\(zone.name)\"\n  zonefile: \"\(index)\"\n"
      switch zone.source {
      case .file:
        for secondary in setup.notified {
          text += "  notify: \(secondary.address)@\(secondary.port) NOKEY\n"
          text += "  provide-xfr: \(secondary.address) NOKEY\n"
        }
      case .primary(let primary):
        text += """
            request-xfr: \(primary.address)@\(primary.port) NOKEY
            allow-notify: \(primary.address) NOKEY
            outgoing-interface: \(place.address)

          """
      }
    }
    return text
  }
}
