internal import ArgumentParser
internal import Provisioner

/// Providers: the brands whose plans are sold.
struct ProvisionProvider: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider", abstract: "Add and list providers.",
    subcommands: [Add.self, ProvisionListing<ListedProviders>.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a provider.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its name.") var name: String

    func run() async throws {
      try await options.perform { billing in
        let added = try billing.addProvider(named: name)
        options.show(ListedProviders.listing([added]))
      }
    }
  }
}

enum ListedProviders: ListedRecords {
  static let name = "list"
  static let abstract = "List the providers."

  static func listing(_ billing: Provisioner) throws -> Listing { listing(try billing.providers()) }

  static func listing(_ providers: [Provider]) -> Listing {
    Listing(["id", "name"], of: providers) { ["\($0.id)", $0.name] }
  }
}

/// Tariff plans.
struct ProvisionPlan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Add and list tariff plans.",
    subcommands: [Add.self, ProvisionListing<ListedPlans>.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a tariff plan with the resource \"Name servers\".")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its name.") var name: String
    @Option(help: ArgumentHelp("The provider whose plan it is.", valueName: "id"))
    var provider: Int64 = 1
    @Option(help: "What an order without a choice gets.")
    var `default` = NameServerChoice.none
    @Flag(help: "Make the plan without the resource.") var withoutNameServers = false
    @Option(help: ArgumentHelp("Give free domain names through this integration.", valueName: "id"))
    var freeDomainIntegration: Int64?
    @Option(
      help: ArgumentHelp(
        "Their form, such as @ID@.free.example; @USERNAME@ and @TYPE@ are known too.",
        valueName: "name"))
    var freeDomainTemplate: String?

    func validate() throws {
      guard (freeDomainIntegration == nil) == (freeDomainTemplate == nil) else {
        throw ValidationError(
          "--free-domain-integration and --free-domain-template belong together.")
      }
    }

    func run() async throws {
      try await options.perform { billing in
        let resource = NameServerResource(defaultItem: `default`.rawValue)
        let offer = freeDomainIntegration.flatMap { integration in
          freeDomainTemplate.map { FreeDomainOffer(integration: integration, template: $0) }
        }
        let plan = try billing.addPlan(
          named: name, provider: provider, nameServers: withoutNameServers ? nil : resource,
          freeDomain: offer)
        options.show(ListedPlans.listing([plan]))
      }
    }
  }
}

enum ListedPlans: ListedRecords {
  static let name = "list"
  static let abstract = "List the tariff plans."

  static func listing(_ billing: Provisioner) throws -> Listing { listing(try billing.plans()) }

  static func listing(_ plans: [TariffPlan]) -> Listing {
    Listing(
      ["id", "name", "provider", "nameservers", "default", "free-domain"], of: plans
    ) { plan in
      let resource = plan.nameServers
      return [
        "\(plan.id)", plan.name, "\(plan.provider)",
        resource.map { $0.isEnabled ? $0.items.map(\.name).joined(separator: " ") : "off" },
        resource?.defaultItem, plan.freeDomain?.template,
      ]
    }
  }
}
