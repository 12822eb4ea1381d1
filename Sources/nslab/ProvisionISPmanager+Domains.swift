internal import ArgumentParser
internal import Provisioner

extension ProvisionISPmanager {
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Create a domain, here and as a slave zone in DNSmanager.")
    @OptionGroup var server: ISPmanagerOptions
    @Argument(help: "Its name.") var domain: String

    func run() async throws {
      let (server, domain) = (server, domain)
      try await server.perform { _, ispmanager in
        let mirror = try await ispmanager.createDomain(domain)
        try server.options.show(
          ProvisionISPmanager.listing(await ispmanager.domains.suffix(1).map(\.self)))
        guard mirror == .made || mirror == .none else { throw ProvisionExit.failed.code }
      }
    }
  }

  struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "delete",
      abstract: "Delete a domain, here and in DNSmanager.")
    @OptionGroup var server: ISPmanagerOptions
    @Argument(help: "Its name.") var domain: String

    func run() async throws {
      let domain = domain
      try await server.perform { _, ispmanager in try await ispmanager.deleteDomain(domain) }
    }
  }

  /// A record on the command line.
  struct RecordOptions: ParsableArguments {
    @Argument(help: "The domain.") var domain: String
    @Argument(help: "The name, relative to the domain; @ for the domain itself.") var name: String
    @Argument(help: "The type, such as A.") var type: String
    @Argument(help: "What it says, as in a zone file.") var value: String
  }

  /// Adds a record, or removes it.
  struct RecordCommand<Verb: RecordVerb>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(commandName: Verb.name, abstract: Verb.abstract)
    }

    @OptionGroup var server: ISPmanagerOptions
    @OptionGroup var record: RecordOptions

    func run() async throws {
      let record = record
      try await server.perform { _, ispmanager in try await Verb.change(record, ispmanager) }
    }
  }

  enum AddRecord: RecordVerb {
    static let name = "add-record"
    static let abstract = "Add a record to a domain."

    static func change(_ record: RecordOptions, _ ispmanager: ISPmanager) async throws {
      try await ispmanager.addRecord(
        record.name, type: record.type, value: record.value, to: record.domain)
    }
  }

  enum RemoveRecord: RecordVerb {
    static let name = "remove-record"
    static let abstract = "Remove a record from a domain."

    static func change(_ record: RecordOptions, _ ispmanager: ISPmanager) async throws {
      try await ispmanager.removeRecord(
        record.name, type: record.type, value: record.value, from: record.domain)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the domains, and how they stand with DNSmanager.")
    @OptionGroup var server: ISPmanagerOptions

    func run() async throws {
      let server = server
      try await server.perform { _, ispmanager in
        try server.options.show(ProvisionISPmanager.listing(await ispmanager.domains))
      }
    }
  }
}

/// What is done with a record.
protocol RecordVerb: Sendable {
  static var name: String { get }
  static var abstract: String { get }
  static func change(
    _ record: ProvisionISPmanager.RecordOptions, _ ispmanager: ISPmanager
  ) async throws
}
