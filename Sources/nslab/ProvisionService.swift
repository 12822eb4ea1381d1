internal import ArgumentParser
internal import Provisioner

/// Takes an order; nothing is opened yet.
struct ProvisionOrder: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Take an order; 'open' carries it out.")
  @OptionGroup var options: ProvisionOptions
  @Option(help: "The service's id; without it the next free one.") var id: Int64?
  @Option(help: "The kind of service; only dedic has name servers.")
  var itemType = Service.dedicated
  @Option(help: ArgumentHelp("The tariff plan.", valueName: "id")) var plan: Int64 = 1
  @Option(help: "The chosen item of the resource ns; without it the plan's default.")
  var item: String?
  @Option(help: "The domain typed on the order form.") var domain: String?
  @Option(help: "The name wanted for a private namespace.") var namespace: String?
  @Option(help: "The server's address.") var address: String?
  @Option(help: "The control panel ordered with it.") var controlPanel: ControlPanel?
  @Option(help: "Where the activation mail goes.") var email: String

  func run() async throws {
    try await options.perform { billing in
      let service = try billing.order(
        Order(
          id: id, itemType: itemType, plan: plan, item: item, domain: domain,
          namespace: namespace, address: address, panel: controlPanel, email: email))
      try options.show(ProvisionServices.listing([service]))
    }
  }
}

/// A command that services are given as it stands, without further options.
protocol ServiceVerb: Sendable {
  static var command: Command { get }
  static var abstract: String { get }
}

enum OpenVerb: ServiceVerb {
  static let command = Command.open
  static let abstract = "Open services, or go on with opening them."
}

enum ReopenVerb: ServiceVerb {
  static let command = Command.reopen
  static let abstract = "Open services again: a new password and a new mail."
}

enum SuspendVerb: ServiceVerb {
  static let command = Command.suspend
  static let abstract = "Switch services off."
}

enum ResumeVerb: ServiceVerb {
  static let command = Command.resume
  static let abstract = "Switch services on again."
}

enum CloseVerb: ServiceVerb {
  static let command = Command.close
  static let abstract = "Remove services for good."
}

/// Gives services a command.
struct ProvisionVerb<Verb: ServiceVerb>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Verb.command.rawValue, abstract: Verb.abstract)
  }

  @OptionGroup var options: ProvisionOptions
  @Argument(help: "The services' ids.") var services: [Int64]

  func run() async throws { try await options.carryOut(Verb.command, services) }
}

struct ProvisionSetParam: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setparam", abstract: "Change what a service has, or go on with a change.")
  @OptionGroup var options: ProvisionOptions
  @Argument(help: "The service's id.") var service: Int64
  @Option(help: ArgumentHelp("Another tariff plan.", valueName: "id")) var plan: Int64?
  @Option(help: "Another item of the resource ns.") var item: String?
  @Option(help: "The name wanted for a private namespace.") var namespace: String?

  func run() async throws {
    try await options.perform { billing in
      let isChange = plan != nil || item != nil || namespace != nil
      let outcome =
        isChange
        ? try await billing.change(
          service, to: ServiceChange(plan: plan, item: item, namespace: namespace))
        : try await billing.perform(.setparam, service: service)
      try options.show([(service, outcome)])
    }
  }
}

struct ProvisionSync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Find what is not as it should be, and mend it.")
  @OptionGroup var options: ProvisionOptions
  @Argument(help: "The services' ids.") var services: [Int64]
  @Flag(help: "Only show what is found.") var dryRun = false

  func run() async throws {
    guard dryRun else { return try await options.carryOut(.syncItem, services) }
    try await options.perform { billing in
      var rows: [[String?]] = []
      for service in services {
        rows += try await billing.drift(of: service).map { ["\(service)", $0.description] }
      }
      try options.show(Listing(["service", "drift"], rows))
    }
  }
}

extension ProvisionOptions {
  /// Gives each service a command; all are tried, and the worst end decides the exit code.
  func carryOut(_ command: Command, _ services: [Int64]) async throws {
    try await perform { billing in
      var outcomes: [(Int64, Outcome)] = []
      for service in services {
        outcomes.append((service, try await billing.perform(command, service: service)))
      }
      try show(outcomes)
    }
  }

  func show(_ outcomes: [(Int64, Outcome)]) throws {
    try show(
      Listing(
        ["service", "outcome", "note"],
        outcomes.map { service, outcome in
          switch outcome {
          case .done(let completion): ["\(service)", "done", completion.note]
          case .failed(let operation):
            ["\(service)", operation.isManual ? "manual" : "retrying", operation.error]
          }
        }))
    guard outcomes.allSatisfy(\.1.isDone) else { throw ProvisionExit.failed.code }
  }
}
