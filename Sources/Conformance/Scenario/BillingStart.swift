/// The billing side's records at the start of a case.
struct BillingStart: Sendable {
  /// An integration as the vendor's form has it.
  struct Integration: Sendable, Equatable {
    var name: String
    /// The declared panel that the URL points at.
    var panel: String
    var username: String
    /// `nil`: the password that the world file gives the account.
    var password: String?
    var freeDomain = false
    var providerNS = false
    var privateNS = false
    /// `nil`: every provider may use it.
    var provider: String?
    /// The zones in which services get free domain names.
    var zones: [String] = []
  }

  /// Whether a tariff plan has the resource `ns`.
  enum Resource: String, CaseIterable, Sendable {
    case on
    /// The plan has it, switched off.
    case off
    case absent
  }

  /// The free domain names of a plan.
  struct FreeDomain: Sendable, Equatable {
    /// The integration's name.
    var integration: String
    /// A name with macros.
    var template: String
  }

  /// A tariff plan.
  struct Plan: Sendable, Equatable {
    var name: String
    var provider: String
    var resource: Resource
    /// The choice that an order without one gets: `provider`, `private` or `none`.
    var defaultChoice: String
    /// `nil`: the plan offers none.
    var freeDomain: FreeDomain?
  }

  var providers: [String]
  var integrations: [Integration]
  var plans: [Plan]
  /// What the billing side makes its first passwords of.
  var passwords: [String] = []
}
