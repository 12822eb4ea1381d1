internal import ArgumentParser
internal import Provisioner

/// Free domain names: the zones that they are made in, and who has one.
struct ProvisionFreeDomain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "free-domain",
    abstract: "Manage the zones for free domain names, and list the names.",
    subcommands: [
      AddZone.self, ProvisionListing<ListedFreeZones>.self, DeleteZone.self,
      ProvisionListing<ListedFreeDomains>.self,
    ])

  struct AddZone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-zone",
      abstract: "Add a zone, which the integration's account has in the panel already.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its name.") var zone: String
    @Option(help: ArgumentHelp("The integration whose account has it.", valueName: "id"))
    var integration: Int64
    @Flag(help: "Save without looking for it in the panel.") var unchecked = false

    func run() async throws {
      try await options.perform { billing in
        let added = try await billing.addFreeZone(
          zone, integration: integration, unchecked: unchecked)
        try options.show(ListedFreeZones.listing([added]))
      }
    }
  }

  struct DeleteZone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "delete-zone",
      abstract: "Forget a zone; the names in it stay until their services are closed.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its id.") var id: Int64

    func run() async throws {
      try await options.perform { try $0.deleteFreeZone(id) }
    }
  }
}

enum ListedFreeZones: ListedRecords {
  static let name = "zones"
  static let abstract = "List the zones."

  static func listing(_ billing: Provisioner) throws -> Listing { listing(try billing.freeZones()) }

  static func listing(_ zones: [FreeZone]) -> Listing {
    Listing(["id", "integration", "zone"], of: zones) {
      ["\($0.id)", "\($0.integration)", $0.name]
    }
  }
}

enum ListedFreeDomains: ListedRecords {
  static let name = "list"
  static let abstract = "List the names of services."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(
      ["service", "name", "address", "zone", "integration", "made"],
      of: try billing.freeDomains()
    ) {
      [
        "\($0.service)", $0.name, $0.address, $0.zone, "\($0.integration)",
        $0.isMade ? "yes" : "no",
      ]
    }
  }
}
