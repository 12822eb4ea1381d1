internal import ArgumentParser
internal import Conformance
internal import FakeDNSmanager
internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Serves one world until it is interrupted.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve a world as a DNSmanager 5 until interrupted.",
    discussion: """
      When it listens it prints one line of JSON with the addresses, and writes the same line to the \
      ready file. Everything is in memory: when it stops, the world is gone.
      """)

  @Option(help: ArgumentHelp("The world to serve.", valueName: "file"))
  var world: String

  @Option(
    help: ArgumentHelp("Serve plain HTTP there; port 0 is a free one.", valueName: "host:port"))
  var http: HostAndPort?

  @Option(
    help: ArgumentHelp(
      "Serve HTTPS there, with a certificate that is made at start.", valueName: "host:port"))
  var https: HostAndPort?

  @Option(
    help: ArgumentHelp(
      "Write the certificate to trust for --https there, as PEM.", valueName: "file"))
  var caFile: String?

  @Option(
    help: ArgumentHelp(
      "Answer DNS on that port of every namespace's addresses; 0 is a free one.",
      valueName: "port"))
  var dns: Int?

  @Option(
    help: ArgumentHelp("Write the ready line there once clients can connect.", valueName: "file"))
  var readyFile: String?

  @Option(help: "Make ids from this seed instead of real randomness.")
  var seed: UInt64?

  @Flag(help: "Let the clock stand where the world file puts it instead of showing real time.")
  var frozen = false

  @Flag(help: "Allow addresses that other machines can reach. There is no real security here.")
  var allowRemote = false

  func validate() throws {
    if caFile != nil, https == nil { throw ValidationError("--ca-file needs --https.") }
    if let dns, !(0...65_535).contains(dns) {
      throw ValidationError("--dns must be 0 to 65535, not \(dns).")
    }
  }

  func run() async throws {
    var file = try Console.orExit { () throws(SuiteError) in try WorldFile.load(world) }
    file.seed = seed ?? UInt64.random(in: .min ... .max)
    let doors = try await start(file)
    try announce(doors, file)
    let services: [any Service] = [doors.panel] + (doors.nameServer.map { [$0] } ?? [])
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { .init(service: $0) },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "nslab")))
    try await group.run()
  }

  /// What was opened.
  private struct Doors {
    let world: World
    let panel: RunningPanel
    let nameServer: NameServer?
  }

  /// Opens the doors; without `--http` and `--https` one of plain HTTP on a free port.
  private func start(_ file: WorldFile) async throws -> Doors {
    do {
      let world = try World(file, clock: frozen ? nil : .running())
      let http = http ?? (https == nil ? HostAndPort.loopback : nil)
      let panel = try await FakeDNSmanager.start(
        world: world,
        http: http.map { FakeDNSmanager.HTTP(address: address($0)) },
        https: try https.map { try .issued(at: address($0), names: [$0.host]) })
      guard let dns else { return Doors(world: world, panel: panel, nameServer: nil) }
      let nameServer = try await NameServer.start(world: world, port: dns)
      return Doors(world: world, panel: panel, nameServer: nameServer)
    } catch let error as PanelError {
      Console.complain("\(world): the world contradicts itself: \(error)")
      throw ExitCode(Conformance.ExitCode.invalidInput.rawValue)
    } catch let error as ListenError {
      Console.complain("\(error)")
      throw ExitCode(Conformance.ExitCode.unreachable.rawValue)
    }
  }

  private func address(_ place: HostAndPort) -> ListenAddress {
    ListenAddress(host: place.host, port: place.port, allowsRemote: allowRemote)
  }

  private func announce(_ doors: Doors, _ file: WorldFile) throws {
    let panel = doors.panel
    let line = try ReadyLine(
      world: file.name, pid: ProcessInfo.processInfo.processIdentifier,
      http: panel.httpPort.map { "http://\(hostText(http)):\($0)/dnsmgr" },
      https: panel.httpsPort.map { "https://\(hostText(https)):\($0)/dnsmgr" },
      dns: try doors.nameServer.map {
        ReadyLine.DNS(port: $0.port, addresses: try doors.world.nameServerAddresses())
      }
    ).text
    if let caFile, let pem = panel.caCertificatePEM { try write(pem, to: caFile) }
    if let readyFile { try write(line, to: readyFile) }
    Console.write(line)
  }

  private func hostText(_ place: HostAndPort?) -> String {
    let host = place?.host ?? HostAndPort.loopback.host
    return host.contains(":") ? "[\(host)]" : host
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      Console.complain("\(path): cannot be written: \(error.localizedDescription)")
      throw ExitCode(Conformance.ExitCode.internalFault.rawValue)
    }
  }
}

/// What `nslab serve` says when it listens.
private struct ReadyLine: Encodable {
  let world: String
  let pid: Int32
  let http: String?
  let https: String?
  let dns: DNS?

  /// Where DNS is answered: one port, and the addresses of each namespace by its name.
  struct DNS: Encodable {
    let port: Int
    let addresses: [String: [String]]
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}

/// `HOST:PORT`, with brackets around an IPv6 address.
struct HostAndPort: ExpressibleByArgument {
  let host: String
  let port: Int

  static let loopback = HostAndPort(host: "127.0.0.1", port: 0)

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"),
      let port = Int(argument[argument.index(after: colon)...]), (0...65_535).contains(port)
    else { return nil }
    let text = argument[..<colon]
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    guard !text.isEmpty, isBracketed || !text.contains(":") else { return nil }
    host = String(isBracketed ? text.dropFirst().dropLast() : text)
    self.port = port
  }
}
