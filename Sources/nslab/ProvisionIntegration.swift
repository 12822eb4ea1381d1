internal import ArgumentParser
internal import Provisioner

/// Integration → Name servers.
struct ProvisionIntegration: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "integration", abstract: "Manage the integrations with name servers.",
    subcommands: [
      Add.self, ProvisionListing<ListedIntegrations>.self, Edit.self, Delete.self, Check.self,
    ])

  static func warn(_ warnings: [String]) {
    for warning in warnings { Console.complain("warning: \(warning)") }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add an integration after trying it.")
    @OptionGroup var options: ProvisionOptions
    @Option(help: "The control panel; only dnsmanager5 serves provider and private name servers.")
    var panel: PanelKind
    @OptionGroup var fields: IntegrationFields

    func run() async throws {
      try await options.perform { billing in
        let empty = IntegrationForm(
          panel: panel.rawValue, name: "", url: "", username: "", password: "")
        let saved = try await billing.addIntegration(
          try fields.filled(empty), unchecked: fields.unchecked)
        ProvisionIntegration.warn(saved.warnings)
        try options.show(ListedIntegrations.listing([saved.integration]))
      }
    }
  }

  struct Edit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Change an integration; what is not given stays, and so does its place.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its id.") var id: Int64
    @OptionGroup var fields: IntegrationFields

    func run() async throws {
      try await options.perform { billing in
        let form = try fields.filled(IntegrationForm(try billing.integration(id)))
        let saved = try await billing.editIntegration(id, form, unchecked: fields.unchecked)
        ProvisionIntegration.warn(saved.warnings)
        try options.show(ListedIntegrations.listing([saved.integration]))
      }
    }
  }

  struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "delete", abstract: "Delete an integration.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its id.") var id: Int64
    @Flag(help: "Delete it although services use it; they can still be closed.") var force = false

    func run() async throws {
      try await options.perform { try $0.deleteIntegration(id, force: force) }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Try an integration and say what is wrong, with the mend.")
    @OptionGroup var options: ProvisionOptions
    @Argument(help: "Its id.") var id: Int64

    func run() async throws {
      try await options.perform { billing in
        let report = try await billing.checkIntegration(id)
        ProvisionIntegration.warn(report.warnings)
        try options.show(
          Listing(["problem", "mend"], report.problems.map { [$0.name, $0.description] }))
        guard report.problems.isEmpty else { throw ProvisionExit.unusablePanel.code }
      }
    }
  }
}

enum ListedIntegrations: ListedRecords {
  static let name = "list"
  static let abstract = "List the integrations in their order."

  static func listing(_ billing: Provisioner) throws -> Listing {
    listing(try billing.integrations())
  }

  static func listing(_ integrations: [Integration]) -> Listing {
    func tick(_ isTicked: Bool) -> String { isTicked ? "on" : "off" }
    return Listing(
      [
        "id", "panel", "provider", "name", "url", "username", "free-domain", "provider-ns",
        "private-ns",
      ], of: integrations
    ) {
      [
        "\($0.id)", $0.panel.rawValue, $0.provider.map { "\($0)" }, $0.name, $0.url.text,
        $0.username, tick($0.freeDomain), tick($0.providerNS), tick($0.privateNS),
      ]
    }
  }
}

/// The fields of step 2 of the form; a password never stands on the command line.
struct IntegrationFields: ParsableArguments {
  @Option(help: ArgumentHelp("The provider that may use it; 0 for all.", valueName: "id"))
  var provider: Int64?
  @Option(help: "Free text.") var name: String?
  @Option(help: "The panel's address.") var url: String?
  @Option(help: "The address for customers, when it is another one.") var publicURL: String?
  @Option(help: "The account; a reseller for provider and private name servers.")
  var username: String?
  @OptionGroup var password: PasswordOptions
  @Flag(inversion: .prefixedNo, help: "The box \"For free domain name\".") var freeDomain: Bool?
  @Flag(inversion: .prefixedNo, help: "The box \"Provider name server\".") var providerNs: Bool?
  @Flag(inversion: .prefixedNo, help: "The box \"Private name server\".") var privateNs: Bool?
  @Flag(inversion: .prefixedNo, help: "Verify the panel's certificate.") var verifyTLS: Bool?
  @Flag(help: "Save without trying it.") var unchecked = false

  /// The form with what was given on the command line.
  func filled(_ form: IntegrationForm) throws -> IntegrationForm {
    var form = form
    if let provider { form.provider = provider == 0 ? nil : provider }
    form.name = name ?? form.name
    form.url = url ?? form.url
    form.publicURL = publicURL ?? form.publicURL
    form.username = username ?? form.username
    form.password = try password.secret() ?? form.password
    form.freeDomain = freeDomain ?? form.freeDomain
    form.providerNS = providerNs ?? form.providerNS
    form.privateNS = privateNs ?? form.privateNS
    form.verifiesTLS = verifyTLS ?? form.verifiesTLS
    return form
  }
}
