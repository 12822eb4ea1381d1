/// Every named wrong behaviour, with the clause whose check must catch it.
public enum MutantCatalog {
  /// One wrong behaviour.
  public struct Entry: Sendable, Hashable {
    /// Who behaves wrongly.
    public enum Side: String, Sendable {
      case provisioner
      case panel
    }

    /// Who behaves wrongly.
    public let side: Side
    /// The behaviour's name on its side.
    public let name: String
    /// The clauses of which one must fail when the behaviour is shown.
    public let clauses: Set<String>
  }

  /// One line per behaviour; a test compares the names with both sides' own lists.
  public static let entries: [Entry] = [
    provisioner("usesLastIntegration", "NS-42"),
    provisioner("failsOverToSecond", "NS-43"),
    provisioner("dropsDnsPrefix", "NS-09"),
    provisioner("createsReseller", "NS-08"),
    provisioner("providerNamespaceForPrivate", "NS-26"),
    provisioner("mailWithoutNs2", "NS-12", "NS-25"),
    provisioner("secondUserOnRetry", "NS-52"),
    provisioner("adoptsForeignUser", "NS-58"),
    provisioner("keepsOldPasswordWhenAdopting", "NS-13"),
    provisioner("countsUntickedIntegrations", "NS-40", "NS-41"),
    provisioner("mailsBeforeSuccess", "NS-11"),
    provisioner("noneCreatesUser", "NS-05"),
    provisioner("privateFallsBackToProvider", "NS-41"),
    provisioner("ignoresProviderFilter", "NS-34", "NS-47"),
    provisioner("closeDeletesForeign", "NS-56"),
    provisioner("forgetsIntegrationOfOldServices", "NS-45"),
    provisioner("namesUseNamespaceTwice", "NS-14"),
    provisioner("editMovesIntegration", "NS-46"),
    provisioner("activatesAfterFailure", "NS-55"),
    provisioner("closeKeepsUser", "NS-56"),
    provisioner("losesZones", "NS-06"),
    provisioner("setparamKeepsUser", "NS-05"),
    provisioner("changesWithoutMail", "NS-12", "NS-25"),
    provisioner("keepsFailedTariff", "NS-55"),
    provisioner("syncOnlyLooks", "NS-07", "NS-57"),
    provisioner("servesEveryItemType", "NS-01"),
    provisioner("moduleHidesFailure", "NS-55"),
    provisioner("featuresOmitDedicated", "NS-01"),
    provisioner("savesBadIntegration", "NS-36", "NS-37"),
    provisioner("callsRegistrar", "NS-20"),
    provisioner("wantsResellerAccount", "NS-21"),
    provisioner("keepsDomainsToItself", "NS-22", "NS-50"),
    provisioner("ignoresFreeDomainBox", "NS-39"),
    provisioner("takesNamesOfOthers", "NS-39"),
    provisioner("closeKeepsFreeDomain", "NS-39"),
    provisioner("neverHandsOver", "NS-48"),
    provisioner("handsOverForPrivate", "NS-49"),
    provisioner("keepsSerial", "NS-51"),
    provisioner("connectsUnregistered", "NS-53"),
    provisioner("onlyFirstLicenceHasSettings", "NS-54"),
    provisioner("logsForms", "NS-59"),
    provisioner("tellsPasswords", "NS-59"),
    provisioner("servesWithoutResource", "NS-02"),
    provisioner("refusesDNSmanager", "NS-03"),
    provisioner("offersTwoChoices", "NS-04"),
    provisioner("namesAfterPlan", "NS-10"),
    provisioner("mailsThirdServer", "NS-15"),
    provisioner("makesSecondPrivateUser", "NS-23"),
    provisioner("namesPrivateApart", "NS-24"),
    provisioner("keepsDeletedIntegrations", "NS-30"),
    provisioner("assumesControlPanel", "NS-31"),
    provisioner("takesISPmanagers", "NS-32"),
    provisioner("acceptsFormsWithoutName", "NS-33"),
    provisioner("tidiesNames", "NS-35"),
    provisioner("trimsPasswords", "NS-38"),
    provisioner("usesLastForPrivate", "NS-44"),
    panel("makes-resellers", "NS-08"),
    panel("shares-namespaces", "NS-26"),
    panel("splits-namespaces", "NS-16", "NS-29"),
    panel("forgets-parents", "NS-17"),
    panel("orphans-private-users", "NS-28"),
    panel("omits-second-name-server", "NS-18"),
    panel("ignores-new-passwords", "NS-13"),
    panel("admits-users-everywhere", "NS-08"),
    panel("keeps-deleted-users", "NS-56"),
    panel("shows-foreign-domains", "NS-27"),
    panel("ignores-suspension", "NS-57"),
    panel("answers-without-authority", "NS-19"),
    panel("omits-negative-soa", "NS-19"),
    panel("denies-names-for-types", "NS-19"),
    panel("respells-names", "NS-19"),
    panel("silent-over-tcp", "NS-19"),
    panel("lames-second-server", "NS-18", "NS-19"),
    panel("forgets-own-servers", "NS-19"),
    panel("serves-suspended", "NS-57"),
    panel("mixes-namespaces", "NS-27"),
    panel("freezes-serials", "NS-19"),
    panel("transfers-to-everyone", "NS-27"),
    panel("refuses-transfers", "NS-19"),
    panel("ignores-notify", "NS-19"),
    panel("keeps-quiet-of-changes", "NS-19"),
    panel("ignores-refresh-times", "NS-19"),
    panel("never-expires", "NS-19"),
    panel("edits-slaves", "NS-19"),
    panel("keeps-old-delegations", "NS-20"),
    panel("omits-glue", "NS-20"),
    panel("shows-foreign-signer", "NS-19"),
    panel("omits-signatures", "NS-19"),
    panel("omits-denials", "NS-19"),
    panel("keeps-old-signatures", "NS-19"),
  ]

  private static func provisioner(_ name: String, _ clauses: String...) -> Entry {
    Entry(side: .provisioner, name: name, clauses: Set(clauses))
  }

  private static func panel(_ name: String, _ clauses: String...) -> Entry {
    Entry(side: .panel, name: name, clauses: Set(clauses))
  }
}
