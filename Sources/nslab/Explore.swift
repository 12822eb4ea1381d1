internal import ArgumentParser
internal import Provisioner

/// Cuts every flow of the provisioner at every effect and looks whether anything is lost.
struct Explore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract:
      "Kill the provisioner at every request, write and mail, and see that nothing is lost.",
    discussion: """
      Exit codes: 0 nothing was lost in any run; 1 something was, and the table says in which; \
      7 our own fault.
      """)

  @Option(help: ArgumentHelp("Explore only this flow.", valueName: "name")) var flow: String?

  @Flag(help: "Show each request, write and mail of each flow instead of one line per flow.")
  var points = false

  @Option(help: "How the table is shown.") var format = Listing.Format.table

  func run() async throws {
    do {
      let rows = try await Exploration(flow: flow, makePanel: Self.panels()).run()
      let table = points ? Exploration.Row.points(rows) : Exploration.Row.listing(rows)
      try Console.write(table.text(as: format))
      let runs = rows.map(\.runs).reduce(0, +)
      Console.complain("\(runs) runs of \(rows.count) flows")
      guard !rows.isEmpty else { throw ValidationError("There is no flow of that name.") }
      guard rows.allSatisfy(\.violations.isEmpty) else { throw ProvisionExit.failed.code }
    } catch let error where error is ExitCode || error is ValidationError {
      throw error
    } catch {
      Console.complain("\(error)")
      throw ProvisionExit.broken.code
    }
  }

  /// Gives a fresh simulated panel for each flow.
  static func panels() throws -> @Sendable () throws -> ExplorationPanel {
    let template = try ExploredWorld.template()
    return { panel(of: try template.copy()) }
  }

  private static func panel(of world: ExploredWorld) -> ExplorationPanel {
    let transport = PanelTransport { request in
      let reply = world.post(request.encodedForm)
      return PanelReply(status: reply.status, contentType: reply.contentType, body: reply.body)
    }
    return ExplorationPanel(
      transport: transport,
      reseller: .init(
        name: ExploredWorld.reseller.name, password: Secret(ExploredWorld.reseller.password)),
      administrator: .init(
        name: ExploredWorld.administrator.name,
        password: Secret(ExploredWorld.administrator.password)),
      copy: { panel(of: try world.copy()) })
  }
}
