internal import ArgumentParser
internal import Foundation
internal import Provisioner

extension ProvisionISPmanager {
  struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "connect",
      abstract: "Connect to DNSmanager with what was mailed to the customer.")
    @OptionGroup var server: ISPmanagerOptions
    @Option(help: "The address of DNSmanager.") var url: String
    @Option(help: "The login.") var username: String
    @OptionGroup var password: PasswordOptions
    @Option(help: ArgumentHelp("A name server for new domains; give both.", valueName: "name"))
    var nameServer: [String]
    @Flag(help: "Bring domains that are there already over as well.") var synchronise = false

    func run() async throws {
      guard let secret = try password.secret() else {
        throw ValidationError("Give --password-file or --password-env.")
      }
      let (url, username, nameServers) = (url, username, nameServer)
      let (server, synchronise) = (server, synchronise)
      try await server.perform { _, ispmanager in
        let form = SlaveServer(
          url: try PanelURL(url), username: username, password: secret, nameServers: nameServers)
        try server.show(try await ispmanager.connect(to: form, synchronises: synchronise))
      }
    }
  }

  struct Activate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "activate",
      abstract: "Ask, with the licence, for the settings of the automatic connection.")
    @OptionGroup var server: ISPmanagerOptions

    func run() async throws {
      let server = server
      try await server.perform { billing, ispmanager in
        let handOver = try await billing.connectByLicence(ispmanager, service: server.service)
        switch handOver {
        case .settings(let given):
          try server.options.show(
            Listing(["connected", "login"], [[given.url.text, given.username]]))
        case .nothing(let reason):
          try server.options.show(Listing(["connected", "reason"], [[nil, reason]]))
        }
      }
    }
  }

  struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sync",
      abstract: "Bring the slave zones in DNSmanager in step with the domains.")
    @OptionGroup var server: ISPmanagerOptions

    func run() async throws {
      let server = server
      try await server.perform { _, ispmanager in
        try server.show(try await ispmanager.synchronise())
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write zone files, and 'zones.conf' for a BIND that is to be their master.")
    @OptionGroup var server: ISPmanagerOptions
    @Argument(help: "The folder; made when it is not there.") var folder: String
    @Option(
      help: ArgumentHelp(
        "Have BIND tell this address of changes, as \"127.53.0.1 port 5300\".",
        valueName: "address"))
    var notify: [String] = []

    func validate() throws {
      // What is written here becomes a statement of BIND's.
      for address in notify where address.wholeMatch(of: /[0-9A-Fa-f.:]+( port \d{1,5})?/) == nil {
        throw ValidationError("--notify \(address.debugDescription) is no address.")
      }
    }

    func run() async throws {
      let (folder, notify) = (folder, notify)
      try await server.perform { _, ispmanager in
        let files = await ispmanager.bindFiles(notify: notify)
        let target = URL(filePath: folder)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for (name, text) in files.zones {
          try Data(text.utf8).write(to: target.appending(path: name), options: .atomic)
        }
        try Data(files.configuration.utf8)
          .write(to: target.appending(path: "zones.conf"), options: .atomic)
      }
    }
  }
}
