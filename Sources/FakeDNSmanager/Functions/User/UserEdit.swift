/// Shows, makes or changes a user.
enum UserEdit: PanelFunction {
  static let contract = Contract(
    name: "user.edit",
    summary: "Shows, makes or changes a user of the reseller who calls.",
    access: .resellers,
    effect: .changes,
    showsForm: true,
    fields: AccountContract.fields(.user, example: "dns117"),
    refusals: AccountContract.refusals(.user),
    evidence: .observed("reference §3.3"))

  static func answer(_ input: Edit<NewAccount, AccountChanges>, in call: Call) throws -> Reply {
    try call.edit(input, .user)
  }
}
