/// Lists where a caller may go.
enum Menu: PanelFunction {
  static let contract = Contract(
    name: "menu",
    summary: "Lists the lists and forms that the caller's level may open; others are left out.",
    access: .users,
    effect: .reads,
    evidence: .observed("reference §3.5, other products; its form is assumed"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    .document([markup(for: call.account)])
  }

  /// One node for each function of the table that needs no key; that functions out of reach are cut
  /// from the menu is documented (reference §1.3).
  static func markup(for account: Account) -> Markup {
    let functions = FunctionCatalog.contracts.filter { contract in
      !contract.name.contains(".") && contract.access != .everyone
        && contract.access.admits(account.level) && !contract.fields.contains(where: \.isRequired)
    }
    return Markup("menu", elements: functions.map { Markup("node", [Reply.Cell("name", $0.name)]) })
  }
}
