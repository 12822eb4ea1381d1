/// An order as a customer makes it.
public struct ServiceOrder: Sendable, Equatable {
  /// The service's id, from which the login is made.
  public var service: Int64
  /// The tariff plan's name.
  public var plan: String
  /// The internal name of the chosen item of resource `ns`; `nil` leaves the plan's default.
  public var choice: String?
  /// The service's domain, when the order has one.
  public var domain: String?
  /// The namespace that a private user shall get, when the order has one.
  public var namespace: String?
  /// The server's address, once it is known.
  public var address: String?
  /// The control panel that is ordered with the server.
  public var controlPanel: String?
  /// The kind of product, such as `dedic`; `nil` for a dedicated server.
  public var itemType: String?
}

/// What a customer changes about a service; `nil` keeps what there is.
public struct ServiceAlteration: Sendable, Equatable {
  /// The tariff plan's name.
  public var plan: String?
  /// The internal name of the chosen item of resource `ns`.
  public var choice: String?
  /// The namespace that a private user shall get.
  public var namespace: String?
}

/// What a processing module printed, and how it ended.
public struct ModuleAnswer: Sendable, Equatable {
  /// The exit status.
  public var exitCode: Int32
  /// What went to standard output.
  public var output: String
  /// What went to standard error.
  public var errors: String
}

/// A command for a service that exists.
public enum ServiceCommand: String, Sendable, CaseIterable {
  case suspend
  case resume
  case close
  /// Finds what is not as it should be in the panel, and mends it.
  case sync
  /// Runs the failed operation of the service again.
  case retry
}

/// How a command ended, and what the billing side then knows of the service.
public struct ServiceState: Sendable, Equatable {
  /// `done`, `retrying` (will be tried again) or `manual` (somebody must look).
  public var outcome: String
  /// Why it is not done.
  public var error: String?
  /// `ordered`, `active`, `suspended`, `deleted` or `processing`.
  public var status: String
  /// The integration that serves it.
  public var integration: String?
  /// The login in DNSmanager.
  public var login: String?
  /// The namespace that the login uses.
  public var namespace: String?
  /// The free domain name that it was given.
  public var domain: String?
  /// How often the operation in progress has been tried.
  public var tries = 0
  /// Tasks for the staff that exist for the service.
  public var tasks = 0

  /// Creates a state.
  public init(outcome: String, error: String? = nil, status: String) {
    self.outcome = outcome
    self.error = error
    self.status = status
  }
}

/// What is done in Integration → Name servers.
public enum IntegrationCommand: Sendable, Equatable {
  case add(IntegrationFields)
  /// Changes only the fields that are given.
  case edit(String, IntegrationFields)
  case delete(String, force: Bool)
  case check(String)
  case list
}

/// The vendor's form; a field that is `nil` is left out.
public struct IntegrationFields: Sendable, Equatable {
  /// The control panel: `dnsmanager5`, `ispmanager5`, `ispmanager4`, or what the scenario tries.
  public var type: String?
  public var name: String?
  /// The declared panel that the URL points at.
  public var panel: String?
  /// A URL as somebody would type it; wins over `panel`.
  public var url: String?
  public var username: String?
  public var password: String?
  public var freeDomain: Bool?
  public var providerNS: Bool?
  public var privateNS: Bool?
  public var provider: String?
  /// Whether to save although the check fails.
  public var unchecked = false
}

/// How a command for an integration ended.
public struct IntegrationAnswer: Sendable, Equatable {
  /// `done` or `refused`.
  public var outcome: String
  /// Why it was refused.
  public var error: String?
  /// What was noticed and does not stop it.
  public var warnings: [String] = []
  /// The names of all integrations afterwards, in the order in which they are considered.
  public var names: [String] = []

  /// Creates an answer.
  public init(outcome: String, error: String? = nil) {
    self.outcome = outcome
    self.error = error
  }
}
