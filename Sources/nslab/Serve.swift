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
    commandName: "serve",
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

  @OptionGroup var certificate: ServeCertificate

  @Flag(help: "Send everything on --http to --https instead of answering it, as the product can.")
  var redirectHttp = false

  @Option(
    help: ArgumentHelp(
      "Serve the control port there: worlds, clocks, journals, faults, snapshots.",
      valueName: "host:port"))
  var control: HostAndPort?

  @Option(
    help: ArgumentHelp(
      "Callers of the control port must know the token in that file; needed with --allow-remote.",
      valueName: "file"))
  var controlTokenFile: String?

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

  @Option(
    help: "Make ids from this seed, not the world file's; without either from real randomness.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Take callers at their word: as documented, strictly, or leniently.", valueName: "mode"),
    transform: PanelMode.argument)
  var mode: PanelMode?

  @Flag(help: "Make choices from the seed where the documents are silent.")
  var vary = false

  @OptionGroup var chance: RandomFaultChoice

  @Flag(help: "Let the clock stand where the world file puts it instead of showing real time.")
  var frozen = false

  @Flag(help: "Allow addresses that other machines can reach. There is no real security here.")
  var allowRemote = false

  func validate() throws {
    if controlTokenFile != nil, control == nil {
      throw ValidationError("--control-token-file needs --control.")
    }
    if caFile != nil, https == nil { throw ValidationError("--ca-file needs --https.") }
    if redirectHttp, http == nil || https == nil {
      throw ValidationError("--redirect-http needs --http and --https.")
    }
    try certificate.validate(hasHTTPS: https != nil, writesAuthority: caFile != nil)
    if let dns, !(0...65_535).contains(dns) {
      throw ValidationError("--dns must be 0 to 65535, not \(dns).")
    }
  }

  func run() async throws {
    var file = try Console.orExit { () throws(SuiteError) in try WorldFile.load(world) }
    file.seed = seed ?? file.seed ?? UInt64.random(in: 0...UInt64(Int64.max))
    if let mode { file.settings.mode = mode }
    if vary { file.settings.vary = true }
    let doors = try await open(file)
    let announcement = Announcement { [file] in try announce(doors, file) }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: (doors.services + [announcement]).map { .init(service: $0) },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "nslab")))
    try await group.run()
  }

  /// What was opened.
  private struct Doors {
    let world: World
    let panel: RunningPanel
    let control: ControlServer?
    let nameServer: NameServer?

    var services: [any Service] {
      let others: [(any Service)?] = [control, nameServer]
      return [panel] + others.compactMap(\.self)
    }
  }

  /// Opens the doors; without `--http` and `--https` one of plain HTTP on a free port.
  private func open(_ file: WorldFile) async throws -> Doors {
    do {
      let world = try World(file, clock: frozen ? nil : .running())
      world.faults.random = chance.faults
      let worlds = try WorldDirectory(world)
      let http = http ?? (https == nil ? HostAndPort.loopback : nil)
      let panel = try await FakeDNSmanager.start(
        worlds: worlds,
        http: http.map { place in
          var http = FakeDNSmanager.HTTP(address: address(place))
          http.redirects = redirectHttp
          return http
        },
        https: try https.map { try certificate.https(at: address($0)) })
      return Doors(
        world: world, panel: panel, control: try await openControl(worlds, panel),
        nameServer: try await openNameServer(worlds))
    } catch let error as PanelError {
      throw contradiction(error)
    } catch let error as DelegationError {
      throw contradiction(error)
    } catch let error as ListenError {
      Console.complain("\(error)")
      throw ExitCode(Conformance.ExitCode.unreachable.rawValue)
    } catch let error as CertificateError {
      Console.complain("\(certificate.paths): \(error)")
      throw ExitCode(Conformance.ExitCode.invalidInput.rawValue)
    }
  }

  private func contradiction(_ error: any Error) -> ArgumentParser.ExitCode {
    Console.complain("\(self.world): the world contradicts itself: \(error)")
    return ArgumentParser.ExitCode(Conformance.ExitCode.invalidInput.rawValue)
  }

  /// Opens the control port; where other machines can reach it, it needs a token.
  private func openControl(
    _ worlds: WorldDirectory, _ panel: RunningPanel
  ) async throws -> ControlServer? {
    guard let control else { return nil }
    let token = try controlTokenFile.map { path in
      try Console.orExit { () throws(ControlTokenError) in try ControlToken(file: path).text }
    }
    return try await ControlServer.start(worlds, at: address(control), token: token, panel: panel)
  }

  private func openNameServer(_ worlds: WorldDirectory) async throws -> NameServer? {
    guard let dns else { return nil }
    return try await NameServer.start(worlds: worlds, port: dns)
  }

  private func address(_ place: HostAndPort) -> ListenAddress {
    ListenAddress(host: place.host, port: place.port, allowsRemote: allowRemote)
  }

  private func announce(_ doors: Doors, _ file: WorldFile) throws {
    let panel = doors.panel
    let line = try ReadyLine(
      world: file.name, pid: getpid(), seed: try doors.world.seed,
      http: panel.httpPort.map { "http://\(hostText(http)):\($0)/dnsmgr" },
      https: panel.httpsPort.map { "https://\(hostText(https)):\($0)/dnsmgr" },
      control: doors.control.map { "http://\(hostText(control)):\($0.port)" },
      dns: try doors.nameServer.map {
        ReadyLine.DNS(
          port: $0.port, addresses: try doors.world.nameServerAddresses(),
          root: try doors.world.parentZones()?.rootAddress, anchor: try doors.world.trustAnchor())
      },
      faults: doors.world.faults.random.map { ReadyLine.Faults(seed: $0.seed, rate: $0.rate) }
    ).text
    if let caFile, let pem = panel.caCertificatePEM { try write(pem, to: caFile) }
    if let readyFile { try write(line, to: readyFile) }
    try Console.write(line)
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
