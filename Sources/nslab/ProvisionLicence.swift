internal import ArgumentParser
internal import Provisioner

/// The account where licences of ISPmanager are ordered, simulated.
struct ProvisionLicence: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "licence",
    abstract: "Register the billing side's domain with the licence account, and list licences.",
    subcommands: [Register.self, ProvisionListing<ListedLicences>.self])

  struct Register: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "register",
      abstract: "Register the billing side's domain name, as the vendor's support does.",
      discussion: "Licences that are ordered from then on carry it; earlier ones do not.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "The domain name; see --billing-domain.") var domain: String

    func run() async throws {
      try await options.perform { try $0.registerBillingDomain(domain) }
    }
  }
}

enum ListedLicences: ListedRecords {
  static let name = "list"
  static let abstract = "List the licences, and what they carry."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(["id", "service", "address", "settings"], of: try billing.licences()) {
      ["\($0.id)", "\($0.service)", $0.address, $0.billingDomain]
    }
  }
}
