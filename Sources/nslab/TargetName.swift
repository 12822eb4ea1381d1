internal import ArgumentParser
internal import Conformance

/// What `--target` takes.
enum TargetName: ExpressibleByArgument {
  case fake
  case served(ServedTarget.Scheme)
  case partner(PartnerDoor)
  case real(String)
  case mutant(MutantCatalog.Entry)

  /// What can be written, for the help.
  static let help = """
    What to run against: fake in this process; the same over http or https on loopback; a provisioner \
    of your own, 'cmd:PROGRAM ARGUMENTS' or 'hook:URL' (docs/partner-contract.md); a real DNSmanager, \
    'url:https://host:1500/dnsmgr', with --allow-real; fake with a wrong behaviour, 'mutant:NAME' \
    (nslab mutants --list).
    """

  init?(argument: String) {
    if argument == "fake" {
      self = .fake
    } else if let scheme = ServedTarget.Scheme(rawValue: argument) {
      self = .served(scheme)
    } else if argument.hasPrefix("cmd:") {
      // Blanks separate; there is no shell, and so no quoting.
      let argv = argument.dropFirst(4).split(separator: " ").map(String.init)
      guard !argv.isEmpty else { return nil }
      self = .partner(.program(argv))
    } else if argument.hasPrefix("hook:http://") || argument.hasPrefix("hook:https://") {
      self = .partner(.hook(String(argument.dropFirst(5))))
    } else if argument.hasPrefix("url:http"), argument.hasSuffix("/dnsmgr") {
      self = .real(String(argument.dropFirst(4)))
    } else if let mutant = MutantCatalog.entries.first(where: { "mutant:\($0.name)" == argument }) {
      self = .mutant(mutant)
    } else {
      return nil
    }
  }

  /// Whether it is our own panel, as it is meant to be.
  var isOurs: Bool {
    switch self {
    case .fake, .served: true
    case .partner, .real, .mutant: false
    }
  }

  /// Whether our provisioner makes its calls, so that they can be compared with another's.
  var callsAsOurs: Bool {
    if case .partner = self { false } else { true }
  }

  /// Starts the target, lets `run` use it, and stops it again.
  ///
  /// - Parameters:
  ///   - fixtures: Where the worlds are.
  ///   - panels: How the simulated panels behave.
  ///   - limit: How long a partner's provisioner may take for one order.
  ///   - real: How a real panel may be used.
  ///   - run: What to do with it.
  /// - Returns: What `run` returns.
  /// - Throws: An exit code when there is no port.
  func result<Value>(
    _ fixtures: Fixtures, _ panels: PanelChoice, orderLimit limit: Duration, real: RealOptions,
    _ run: (any Target) async throws -> Value
  ) async throws -> Value {
    switch self {
    case .fake:
      return try await run(FakeTarget(worlds: fixtures.worldFolder, changing: panels.change))
    case .mutant(let mutant):
      return try await run(
        FakeTarget(worlds: fixtures.worldFolder, mutant: mutant, changing: panels.change))
    case .served(let scheme):
      let served = try await Self.started {
        try await ServedTarget(scheme, worlds: fixtures.worldFolder, changing: panels.change)
      }
      let value = try await run(served)
      await served.stop()
      return value
    case .real(let url):
      let access = try real.access(to: url)
      return try await run(
        try await Self.started { try RealTarget(access, worlds: fixtures.worldFolder) })
    case .partner(let door):
      let partner = try await Self.started {
        try await PartnerTarget(
          door, within: limit, worlds: fixtures.worldFolder, changing: panels.change)
      }
      let value = try await run(partner)
      await partner.stop()
      return value
    }
  }

  private static func started<Started>(
    _ start: () async throws -> Started
  ) async throws -> Started {
    do {
      return try await start()
    } catch {
      Console.complain("the target cannot be started: \(error)")
      throw ExitCode(Conformance.ExitCode.unreachable.rawValue)
    }
  }
}
