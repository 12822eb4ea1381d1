/// Lists the settings of the installation.
enum ParameterList: PanelFunction {
  static let contract = Contract(
    name: "paramlist",
    summary: "Lists the installation's settings: a row for each, its name over its value.",
    access: .administrators,
    effect: .reads,
    evidence: .observed("reference §3.5, other products; the names are those of §1.2 and §3.6"))

  static func answer(_ input: NoInput, in call: Call) throws -> Reply {
    let addresses = call.settings.authinfoAddresses
    return .list(
      Reply.List(
        key: "name",
        rows: [
          [Reply.Cell("DefViewUsable", yesOrNo(call.settings.defaultNamespaceUsable))],
          [Reply.Cell("RestrictAuthinfo", yesOrNo(addresses != nil))],
          [Reply.Cell("RestrictAuthinfoRange", (addresses ?? []).joined(separator: " "))],
        ]))
  }

  private static func yesOrNo(_ flag: Bool) -> String { flag ? "yes" : "no" }
}
