/// Every kind of step; decoder, documentation and schema are made from this table.
public enum StepCatalog {
  /// One line per kind, in the order of the documentation.
  static let kinds: [any StepKind.Type] = [
    OrderStep.self,
    SuspendStep.self,
    ResumeStep.self,
    CloseStep.self,
    SetparamStep.self,
    SyncStep.self,
    RetryStep.self,
    ServiceStep.self,
    APIStep.self,
    DNSStep.self,
    TransferStep.self,
    DNSFaultStep.self,
    DelegateStep.self,
    ResolveStep.self,
    MailStep.self,
    IntegrationStep.self,
    RequestsStep.self,
    FaultStep.self,
    ClockStep.self,
    ISPmanagerStep.self,
    LicenceStep.self,
    ModuleStep.self,
    ContactsStep.self,
    LogStep.self,
    ExecStep.self,
  ]

  /// Returns the kind that a key names.
  static func kind(_ keyword: String) -> (any StepKind.Type)? {
    byKeyword[keyword]
  }

  /// The keys that make a step.
  static let keywords = kinds.map { $0.contract.keyword }

  // Asked for each step of a suite, and a fragment's steps are read at every use.
  private static let byKeyword = Dictionary(
    kinds.map { ($0.contract.keyword, $0) }, uniquingKeysWith: { first, _ in first })
}
