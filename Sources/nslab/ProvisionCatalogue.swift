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
        try options.show(ListedProviders.listing([added]))
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
    @Option(help: ArgumentHelp("What an order without a choice gets.", valueName: "item"))
    var `default` = NameServerChoice.none.rawValue
    @Flag(help: "Make the plan without the resource.") var withoutNameServers = false
    @Flag(help: "Make the plan with the resource switched off.") var nameServersOff = false
    @Option(
      help: ArgumentHelp(
        "An item of the resource: its internal name and what it means. Repeat it; without it "
          + "provider, private and none.", valueName: "name=choice"))
    var item: [ItemArgument] = []
    @Option(
      help: ArgumentHelp(
        "A further internal name that is understood and not offered.", valueName: "name=choice"))
    var alias: [ItemArgument] = []
    @Option(help: ArgumentHelp("Give free domain names through this integration.", valueName: "id"))
    var freeDomainIntegration: Int64?
    @Option(
      help: ArgumentHelp(
        "Their form, such as @ID@.free.example; @USERNAME@ and @TYPE@ are known too.",
        valueName: "name"))
    var freeDomainTemplate: String?

    /// The resource as it is described.
    private var resource: NameServerResource {
      var resource = NameServerResource(isEnabled: !nameServersOff, defaultItem: `default`)
      if !item.isEmpty { resource.items = item.map(\.item) }
      resource.aliases += alias.map(\.item)
      return resource
    }

    func validate() throws {
      guard resource.choice(named: nil) != nil else {
        throw ValidationError("--default \(`default`) is no item of the resource.")
      }
      guard (freeDomainIntegration == nil) == (freeDomainTemplate == nil) else {
        throw ValidationError(
          "--free-domain-integration and --free-domain-template belong together.")
      }
    }

    func run() async throws {
      try await options.perform { billing in
        let offer = freeDomainIntegration.flatMap { integration in
          freeDomainTemplate.map { FreeDomainOffer(integration: integration, template: $0) }
        }
        let plan = try billing.addPlan(
          named: name, provider: provider, nameServers: withoutNameServers ? nil : resource,
          freeDomain: offer)
        try options.show(ListedPlans.listing([plan]))
      }
    }
  }
}

/// `NAME=CHOICE`: an item of the resource "Name servers".
struct ItemArgument: ExpressibleByArgument {
  let item: NameServerResource.Item

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="),
      let choice = NameServerChoice(rawValue: String(argument[argument.index(after: sign)...]))
    else { return nil }
    item = NameServerResource.Item(name: String(argument[..<sign]), choice: choice)
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
