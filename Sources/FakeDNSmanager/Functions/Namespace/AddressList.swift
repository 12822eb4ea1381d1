/// Lists the addresses that are in use.
enum AddressList: PanelFunction {
  static let contract = Contract(
    name: "ipaddr",
    summary: "Lists the addresses that namespaces have taken from the pool.",
    access: .administrators,
    effect: .reads,
    evidence: .assumed("reference §3.6, the name is ISPmanager's"))

  static func answer(_ input: PageRequest, in call: Call) throws -> Reply {
    try call.list(.addresses, input)
  }
}
