/// Shows, makes or changes another administrator.
enum AdministratorEdit: PanelFunction {
  static let contract = Contract(
    name: "\(AccountKind.administrator.word).edit",
    summary: "Shows, makes or changes another administrator; oneself by `usrparam`.",
    access: .administrators,
    effect: .changes,
    showsForm: true,
    fields: AccountContract.fields(.administrator, example: "second"),
    refusals: AccountContract.refusals(.administrator),
    evidence: .assumed("reference §3.4, the name is ISPmanager's"))

  static func answer(_ input: Edit<NewAccount, AccountChanges>, in call: Call) throws -> Reply {
    try call.edit(input, .administrator)
  }
}
