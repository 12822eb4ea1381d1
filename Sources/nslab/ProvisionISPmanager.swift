internal import ArgumentParser
internal import Provisioner

/// The simulated ISPmanager on a customer's server.
struct ProvisionISPmanager: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ispmanager",
    abstract: "Manage domains on a customer's server, with DNSmanager as its slave.",
    subcommands: [
      Connect.self, Activate.self, Create.self, Delete.self, RecordCommand<AddRecord>.self,
      RecordCommand<RemoveRecord>.self,
      Sync.self, List.self, Export.self,
    ])

  static func listing(_ domains: [HostedDomain]) -> Listing {
    Listing(
      ["domain", "in-dnsmanager", "reason"],
      domains.map { domain in
        switch domain.mirror {
        case .none: [domain.name, "no", nil]
        case .made: [domain.name, "yes", nil]
        case .pending(let reason): [domain.name, "pending", reason]
        case .conflict(let reason): [domain.name, "conflict", reason]
        }
      })
  }

  static func listing(_ report: SyncReport) -> Listing {
    Listing(
      ["domain", "result", "reason"],
      report.created.map { [$0, "created", nil] } + report.removed.map { [$0, "removed", nil] }
        + report.conflicts.map { [$0.domain, "conflict", $0.reason] }
        + report.pending.map { [$0.domain, "pending", $0.reason] })
  }
}

/// The options that every command for an ISPmanager has.
struct ISPmanagerOptions: ParsableArguments {
  @OptionGroup var options: ProvisionOptions
  @Argument(help: "The id of the service whose server it is; it has an address.")
  var service: Int64

  /// Does `work` with the server's ISPmanager; a failure ends the program with the code of its cause.
  func perform(_ work: @Sendable (Provisioner, ISPmanager) async throws -> Void) async throws {
    let service = service
    try await options.perform { billing in
      do {
        try await billing.withISPmanager(of: service) { try await work(billing, $0) }
      } catch let error as ConnectionRefused {
        Console.complain("\(error)")
        throw ProvisionExit.unusablePanel.code
      }
    }
  }

  /// Shows a report; what is not in step ends the program with 1.
  func show(_ report: SyncReport) throws {
    try options.show(ProvisionISPmanager.listing(report))
    guard report.conflicts.isEmpty, report.pending.isEmpty else {
      throw ProvisionExit.failed.code
    }
  }
}
