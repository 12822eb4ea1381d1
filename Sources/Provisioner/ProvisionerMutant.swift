/// A named wrong behaviour of the provisioner, switched on to show that a check can fail.
public enum ProvisionerMutant: String, CaseIterable, Codable, Sendable {
  /// Uses the last ticked integration instead of the first (NS-42).
  case usesLastIntegration
  /// Goes on to the second integration when the first fails (NS-43).
  case failsOverToSecond
  /// Names the user after the bare service id (NS-09).
  case dropsDnsPrefix
  /// Creates a reseller instead of a user (NS-08).
  case createsReseller
  /// Creates a private user in the reseller's namespace (NS-26).
  case providerNamespaceForPrivate
  /// Leaves the second name server out of the mail (NS-12).
  case mailWithoutNs2
  /// Creates another user with a suffix when the first is there already (NS-52).
  case secondUserOnRetry
  /// Takes over a user that belongs to somebody else (NS-58).
  case adoptsForeignUser
  /// Does not reset the password of a user that is there already (NS-13).
  case keepsOldPasswordWhenAdopting
  /// Counts integrations whose box is not ticked (NS-40).
  case countsUntickedIntegrations
  /// Hands the mail over before the user exists (NS-11).
  case mailsBeforeSuccess
  /// Creates a user for a customer who wanted none (NS-05).
  case noneCreatesUser
  /// Uses a provider integration for private name servers when there is no other (NS-41).
  case privateFallsBackToProvider
  /// Uses integrations of other providers (NS-34).
  case ignoresProviderFilter
  /// Deletes a user whoever he belongs to (NS-56).
  case closeDeletesForeign
  /// Uses today's first integration for old services (NS-45).
  case forgetsIntegrationOfOldServices
  /// Puts the namespace twice behind `ns1.` and `ns2.` (NS-14).
  case namesUseNamespaceTwice
  /// Moves an integration to the end when it is edited (NS-46).
  case editMovesIntegration
  /// Makes the service active although DNSmanager failed (NS-55).
  case activatesAfterFailure
  /// Leaves the user behind when the service is closed (NS-56).
  case closeKeepsUser
  /// Deletes a user with his zones when he is to move or is wanted no more (billing reference, 1.10).
  case losesZones
  /// Leaves the user behind when the customer changes to none (NS-05).
  case setparamKeepsUser
  /// Does not tell the customer his new name servers (NS-12, NS-25).
  case changesWithoutMail
  /// Keeps the new tariff plan although the change failed (billing reference, 1.9).
  case keepsFailedTariff
  /// Finds drift and does not mend it (billing reference, 1.9).
  case syncOnlyLooks
  /// Serves item types that have no name servers (NS-01).
  case servesEveryItemType
  /// The module ends with 0 whatever happened (billing reference, 2.5).
  case moduleHidesFailure
  /// The module's features do not list dedicated servers (NS-01).
  case featuresOmitDedicated
  /// Saves an integration whose panel cannot be used (NS-36).
  case savesBadIntegration
  /// Tells a registrar to delegate a domain (NS-20).
  case callsRegistrar
  /// Makes free domain names through an integration that is not ticked for them (NS-39).
  case ignoresFreeDomainBox
  /// Gives a service a name that is taken (NS-39).
  case takesNamesOfOthers
  /// Leaves the free domain name behind when the service is closed (billing reference, 1.12).
  case closeKeepsFreeDomain
  /// Keeps the settings of provider name servers from every ISPmanager (NS-48).
  case neverHandsOver
  /// Connects ISPmanager with private name servers too (NS-49).
  case handsOverForPrivate
  /// Puts the settings into licences that were ordered before the registration (NS-53).
  case connectsUnregistered
  /// Only the first licence after the registration carries the settings (NS-54).
  case onlyFirstLicenceHasSettings
  /// ISPmanager connects to resellers only (NS-21).
  case wantsResellerAccount
  /// ISPmanager does not tell DNSmanager of new domains (NS-22, NS-50).
  case keepsDomainsToItself
  /// ISPmanager changes records and leaves the zone's serial as it was (NS-51).
  case keepsSerial
  /// Writes the forms of requests into the log (NS-59).
  case logsForms
  /// Puts the integration's password into errors (NS-59).
  case tellsPasswords
  /// Serves orders in tariff plans that lack the resource (NS-02).
  case servesWithoutResource
  /// Does not know DNSmanager 5 (NS-03).
  case refusesDNSmanager
  /// Has no private name servers among the choices (NS-04).
  case offersTwoChoices
  /// Names the user after the plan's id (NS-10).
  case namesAfterPlan
  /// Mails a third name server (NS-15).
  case mailsThirdServer
  /// Makes a second user for private name servers (NS-23).
  case makesSecondPrivateUser
  /// Names private users by another template (NS-24).
  case namesPrivateApart
  /// Says that an integration is deleted, and keeps it (NS-30).
  case keepsDeletedIntegrations
  /// Takes a form without a control panel for one of DNSmanager 5 (NS-31).
  case assumesControlPanel
  /// Accepts ISPmanager for provider and private name servers (NS-32).
  case takesISPmanagers
  /// Saves an integration without a name (NS-33).
  case acceptsFormsWithoutName
  /// Changes the blanks of an integration's name (NS-35).
  case tidiesNames
  /// Takes blanks off an integration's password (NS-38).
  case trimsPasswords
  /// Uses the last ticked integration for private name servers alone (NS-44).
  case usesLastForPrivate

  /// What it does wrong, for people.
  public var sentence: String {
    switch self {
    case .usesLastIntegration: "the last ticked integration is used instead of the first"
    case .failsOverToSecond: "the second integration is used when the first fails"
    case .dropsDnsPrefix: "the user is named after the bare service id"
    case .createsReseller: "a reseller is created instead of a user"
    case .providerNamespaceForPrivate: "a private user is created in the reseller's namespace"
    case .mailWithoutNs2: "the mail lacks the second name server"
    case .secondUserOnRetry: "a retry creates a second user with a suffix"
    case .adoptsForeignUser: "a user of somebody else is taken over"
    case .keepsOldPasswordWhenAdopting: "a user that is taken over keeps his old password"
    case .countsUntickedIntegrations: "integrations that are not ticked count"
    case .mailsBeforeSuccess: "the mail leaves before the user exists"
    case .noneCreatesUser: "a user is created for a customer who wants none"
    case .privateFallsBackToProvider: "private name servers fall back to a provider integration"
    case .ignoresProviderFilter: "integrations of other providers are used"
    case .closeDeletesForeign: "closing deletes a user of somebody else"
    case .forgetsIntegrationOfOldServices: "old services use today's first integration"
    case .namesUseNamespaceTwice: "the namespace stands twice in the names"
    case .editMovesIntegration: "an edited integration moves to the end"
    case .activatesAfterFailure: "the service becomes active although DNSmanager failed"
    case .closeKeepsUser: "closing leaves the user behind"
    case .losesZones: "a user is deleted with his zones when he is to move or to go"
    case .setparamKeepsUser: "a change to none leaves the user behind"
    case .changesWithoutMail: "the customer is not told his new name servers"
    case .keepsFailedTariff: "the new tariff plan stays although the change failed"
    case .syncOnlyLooks: "synchronising finds drift and does not mend it"
    case .moduleHidesFailure: "the module ends with 0 after a failure"
    case .featuresOmitDedicated: "the module's features do not list dedicated servers"
    case .savesBadIntegration: "an integration that cannot be used is saved"
    case .callsRegistrar: "a registrar is told to delegate a domain"
    case .ignoresFreeDomainBox: "free domain names are made where the box is not ticked"
    case .takesNamesOfOthers: "a service gets a name that is taken"
    case .closeKeepsFreeDomain: "closing leaves the free domain name behind"
    case .neverHandsOver: "no ISPmanager is ever connected by its licence"
    case .handsOverForPrivate: "ISPmanager is connected with private name servers too"
    case .connectsUnregistered: "licences carry the settings before the registration"
    case .onlyFirstLicenceHasSettings: "only the first licence carries the settings"
    case .wantsResellerAccount: "ISPmanager connects to resellers only"
    case .keepsDomainsToItself: "ISPmanager does not tell DNSmanager of new domains"
    case .keepsSerial: "ISPmanager changes records without a new serial"
    case .logsForms: "the forms of requests stand in the log"
    case .tellsPasswords: "errors hold the integration's password"
    case .servesWithoutResource: "orders in plans without the resource are served"
    case .refusesDNSmanager: "DNSmanager 5 is no control panel that can be chosen"
    case .offersTwoChoices: "private name servers are no choice"
    case .namesAfterPlan: "the user is named after the plan's id"
    case .mailsThirdServer: "the mail names a third name server"
    case .makesSecondPrivateUser: "private name servers get a second user"
    case .namesPrivateApart: "private users are named by another template"
    case .keepsDeletedIntegrations: "a deleted integration stays"
    case .assumesControlPanel: "a form without a control panel is accepted"
    case .takesISPmanagers: "ISPmanager is accepted for name servers"
    case .acceptsFormsWithoutName: "a form without a name is saved"
    case .tidiesNames: "the blanks of an integration's name are changed"
    case .trimsPasswords: "blanks are taken off an integration's password"
    case .usesLastForPrivate: "the last ticked integration serves private name servers"
    case .servesEveryItemType: "item types without name servers are served"
    }
  }
}
