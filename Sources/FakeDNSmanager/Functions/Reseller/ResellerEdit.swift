/// Shows, makes or changes a reseller.
enum ResellerEdit: PanelFunction {
  static let contract = Contract(
    name: "reseller.edit",
    summary: "Shows, makes or changes a reseller with a namespace of his own.",
    access: .administrators,
    effect: .changes,
    showsForm: true,
    fields: AccountContract.fields(.reseller, example: "provider2"),
    refusals: AccountContract.refusals(.reseller),
    evidence: .observed("reference §3.4; `userlimit` is assumed"))

  static func answer(_ input: Edit<NewAccount, AccountChanges>, in call: Call) throws -> Reply {
    try call.edit(input, .reseller)
  }
}
