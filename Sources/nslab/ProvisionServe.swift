internal import ArgumentParser
internal import Conformance
internal import Foundation
internal import LocalAPI
internal import Logging
internal import Provisioner
internal import ProvisionerAPI
internal import ServiceLifecycle
internal import UnixSignals

/// The provisioner over HTTP, for a shop or a test in another language.
struct ProvisionServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer orders and commands over HTTP, and try again what is due.",
    discussion: """
      One line of JSON tells the port once it listens; GET /openapi.json describes the calls. \
      Plans and integrations are kept with the other commands, also while it runs.
      """)

  @OptionGroup var options: ProvisionOptions

  @Option(help: ArgumentHelp("Where it listens; port 0 is a free one.", valueName: "host:port"))
  var listen = HostAndPort.loopback

  @Option(
    help: ArgumentHelp(
      "Callers must know the token in that file; needed with --allow-remote.", valueName: "file"))
  var tokenFile: String?

  @Flag(help: "Allow an address that other machines can reach. There is no TLS here.")
  var allowRemote = false

  @Option(
    help: ArgumentHelp(
      "A clock that stands at these seconds since 1970 until calls move it; nothing is tried again "
        + "by itself then.", valueName: "seconds"))
  var clockAt: Int64?

  @Option(
    help: ArgumentHelp("Write the ready line there once clients can connect.", valueName: "file"))
  var readyFile: String?

  func validate() throws {
    if let clockAt, !SteppedClock.moments.contains(clockAt) {
      throw ValidationError("--clock-at must be in the years 1970 to 9999, not \(clockAt).")
    }
  }

  func run() async throws {
    let token = try tokenFile.map { path in
      try Console.orExit { () throws(ControlTokenError) in try ControlToken(file: path).text }
    }
    let clock = clockAt.map { SteppedClock(at: Date(timeIntervalSince1970: TimeInterval($0))) }
    try await options.perform(clock: clock?.billingClock ?? .system) { billing in
      let server = try await open(billing, token, clock)
      let loop: [any ServiceLifecycle.Service] = clock == nil ? [RetryLoop(billing)] : []
      let announcement = Announcement { [self] in try announce(server) }
      try await ServiceGroup(
        services: [server] + loop + [announcement], gracefulShutdownSignals: [.sigterm, .sigint],
        logger: Logger(label: "nslab")
      ).run()
    }
  }

  private func open(
    _ billing: Provisioner, _ token: String?, _ clock: SteppedClock?
  ) async throws -> ProvisionServer {
    do {
      let address = ListenAddress(
        host: listen.host, port: listen.port, allowsRemote: allowRemote)
      return try await ProvisionServer.start(billing, at: address, token: token, clock: clock)
    } catch {
      Console.complain("\(error)")
      throw ExitCode(Conformance.ExitCode.unreachable.rawValue)
    }
  }

  private func announce(_ server: ProvisionServer) throws {
    let host = listen.host.contains(":") ? "[\(listen.host)]" : listen.host
    let line =
      "{\"pid\":\(ProcessInfo.processInfo.processIdentifier),"
      + "\"url\":\"http://\(host):\(server.port)\"}\n"
    if let readyFile { try Data(line.utf8).write(to: URL(filePath: readyFile), options: .atomic) }
    try Console.write(line)
  }
}
