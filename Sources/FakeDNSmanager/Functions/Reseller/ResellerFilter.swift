/// Shows or sets the session's filter on the list of resellers.
enum ResellerFilter: PanelFunction {
  static let contract = Contract.filter(
    "reseller", of: "resellers", access: .administrators,
    columns: .accountColumns(example: "provider2"),
    evidence: .assumed("reference §1.4, as `domain.filter` is"))

  static func answer(_ input: FilterForm, in call: Call) throws -> Reply {
    try call.filter(
      "reseller", .accounts(.reseller, for: call.account, settings: call.settings), input)
  }
}
