/// Takes names off the list of those that no domain may have.
enum RestrictedNameDelete: PanelFunction {
  static let contract = Contract.group(
    "restrictdomain.delete", "Allows names again; one that is not listed is passed over.",
    GroupKeys.field("the names", example: "example.com"), access: .administrators,
    evidence: .assumed("reference §3.6: the page is documented, its names are not"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    let names = Set(input.keys.compactMap { DomainName(formValue: $0)?.text })
    var settings = try call.store.settings()
    settings.restrictedNames = call.restrictedNames.filter { !names.contains($0) }
    try call.store.update(settings)
    return .done()
  }
}
