/// Lists the slave servers of an account.
enum SlaveServerList: PanelFunction {
  static let contract = Contract(
    name: "slaveserver",
    summary: "Lists the panels that the account has registered for the slaves of its domains.",
    access: .resellers,
    effect: .reads,
    fields: PageRequest.fields,
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.slaveServers(of: call.account), input)
  }
}
