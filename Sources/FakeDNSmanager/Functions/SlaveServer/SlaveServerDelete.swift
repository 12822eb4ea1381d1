/// Takes slave servers off the account's list.
enum SlaveServerDelete: PanelFunction {
  static let contract = Contract.group(
    "slaveserver.delete", "Takes slave servers off the list; one that is not on it is passed over.",
    GroupKeys.field("addresses of panels", example: "https://ns2.example.net:1500/dnsmgr"),
    access: .resellers,
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    for address in input.keys.compactMap(PanelAddress.init(formValue:)) {
      try call.store.deleteSlaveServer(at: address.text, accountID: call.account.id)
    }
    return .done()
  }
}
