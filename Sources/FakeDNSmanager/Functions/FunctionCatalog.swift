/// Every function of the panel, in the order of the names on the wire.
public enum FunctionCatalog {
  static let entries: [Entry] = [
    Entry(AdministratorList.self),
    Entry(AdministratorDelete.self),
    Entry(AdministratorEdit.self),
    Entry(Auth.self),
    Entry(Desktop.self),
    Entry(DNSParameters.self),
    Entry(DomainList.self),
    Entry(DomainDelete.self),
    Entry(DomainSigners.self),
    Entry(DomainEdit.self),
    Entry(DomainFilter.self),
    Entry(RecordList.self),
    Entry(RecordDelete.self),
    Entry(RecordEdit.self),
    Entry(DomainRefresh.self),
    Entry(DomainResume.self),
    Entry(DomainSwitch.self),
    Entry(DomainSuspend.self),
    Entry(DomainTransfer.self),
    Entry(AddressList.self),
    Entry(LicenseInfo.self),
    Entry(Logon.self),
    Entry(Logout.self),
    Entry(Menu.self),
    Entry(NamespaceList.self),
    Entry(NamespaceDelete.self),
    Entry(NamespaceEdit.self),
    Entry(NoticeList.self),
    Entry(ParameterList.self),
    Entry(ProblemDomainList.self),
    Entry(ProblemDomainFilter.self),
    Entry(ResellerList.self),
    Entry(ResellerDelete.self),
    Entry(ResellerEdit.self),
    Entry(ResellerFilter.self),
    Entry(ResellerResume.self),
    Entry(ResellerSwitch.self),
    Entry(ResellerSuspend.self),
    Entry(RestrictedNameList.self),
    Entry(RestrictedNameDelete.self),
    Entry(RestrictedNameEdit.self),
    Entry(ServiceList.self),
    Entry(SessionList.self),
    Entry(SessionDelete.self),
    Entry(SessionNewKey.self),
    Entry(SharedDomainList.self),
    Entry(SharedDomainDelete.self),
    Entry(SharedDomainEdit.self),
    Entry(SlaveServerList.self),
    Entry(SlaveServerDelete.self),
    Entry(SlaveServerEdit.self),
    Entry(Switch.self),
    Entry(UserList.self),
    Entry(UserDelete.self),
    Entry(UserEdit.self),
    Entry(UserFilter.self),
    Entry(UserResume.self),
    Entry(UserSwitch.self),
    Entry(UserSuspend.self),
    Entry(UserParameters.self),
    Entry(WhoAmI.self),
  ]

  static let byName = Dictionary(
    entries.map { ($0.contract.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The names of all functions, in their order.
  static let names = entries.map(\.contract.name)

  /// The contracts of all functions, for documentation and coverage.
  public static var contracts: [Contract] { entries.map(\.contract) }

  /// One function with its input type closed over.
  struct Entry: Sendable {
    let contract: Contract
    /// Decodes the form and answers; the order "fields, then state" is fixed here.
    let answer: @Sendable (Form, Call) throws -> Reply
    /// Decodes the form only, for the test that contracts and decoders agree.
    let check: @Sendable (Form) throws(PanelError) -> Void

    init<Function: PanelFunction>(_ function: Function.Type) {
      contract = function.contract
      answer = { form, call in try function.answer(Function.Input(form), in: call) }
      check = { (form) throws(PanelError) in _ = try Function.Input(form) }
    }
  }
}
