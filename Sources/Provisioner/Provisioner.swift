public import Logging

/// The billing side of name-server provisioning, as BILLmanager does it towards DNSmanager.
///
/// Everything that is remembered is in the store, so two values over one store are the same billing
/// system, and a process that was killed is continued by the next.
public struct Provisioner: Sendable {
  /// What a billing administrator, or a test, can set.
  public struct Configuration: Sendable {
    /// A wrong behaviour to show; normally none.
    public var mutant: ProvisionerMutant?
    /// How many zones a new user may have; `nil` leaves it to the panel (U3).
    public var domainLimit: Int?
    /// Whether suspending a service suspends its DNSmanager user (assumed: billing reference, U7).
    public var suspendsUsers: Bool
    /// What becomes of a user with zones when his service is to have no name servers any more.
    public var zonesPolicy: ZonesPolicy
    /// The sender of mails: a plain ASCII address.
    public var sender: String
    /// The language of mails.
    public var language: ActivationMail.Language
    /// The domain name of this billing side, which licences must name to be connected by it (NS-53).
    public var billingDomain: String
    /// Called between two effects; what it throws ends the command there, as a crash would.
    public var checkpoint: @Sendable (Checkpoint) throws -> Void

    /// Makes a configuration; the defaults are what the vendor documents.
    public init(
      mutant: ProvisionerMutant? = nil, domainLimit: Int? = nil, suspendsUsers: Bool = true,
      zonesPolicy: ZonesPolicy = .task, sender: String = "billing@nslab.invalid",
      language: ActivationMail.Language = .english,
      billingDomain: String = "billing.nslab.invalid",
      checkpoint: @escaping @Sendable (Checkpoint) throws -> Void = { _ in }
    ) {
      self.mutant = mutant
      self.domainLimit = domainLimit
      self.suspendsUsers = suspendsUsers
      self.zonesPolicy = zonesPolicy
      self.sender = sender
      self.language = language
      self.billingDomain = billingDomain
      self.checkpoint = checkpoint
    }
  }

  /// What to do with a user who has zones and is wanted no more (assumed: billing reference, 1.10).
  public enum ZonesPolicy: String, Codable, CaseIterable, Sendable {
    /// A person is asked; nothing is touched.
    case task
    /// The user is suspended and kept with his zones.
    case suspend
    /// The user is deleted with his zones.
    case delete
  }

  let store: BillingStore
  let transport: PanelTransport
  let outbox: any Outbox
  let clock: BillingClock
  let passwords: PasswordGenerator
  let configuration: Configuration
  let logger: Logger

  /// Makes a provisioner.
  ///
  /// Asks nobody yet. Without a logger it logs nothing.
  public init(
    store: BillingStore, transport: PanelTransport, outbox: any Outbox,
    clock: BillingClock = .system, passwords: PasswordGenerator = .system,
    configuration: Configuration = Configuration(),
    logger: Logger = Logger(label: "nslab.provisioner") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.store = store
    self.transport = transport
    self.outbox = outbox
    self.clock = clock
    self.passwords = passwords
    self.configuration = configuration
    self.logger = logger
  }
}

// MARK: - Catalogue and records

extension Provisioner {
  /// Adds a provider.
  ///
  /// - Throws: ``BillingError/exists(_:_:)``.
  @discardableResult
  public func addProvider(named name: String) throws -> Provider {
    try store.insertProvider(named: name)
  }

  /// All providers, by id.
  public func providers() throws -> [Provider] { try store.providers() }

  /// Adds a tariff plan of a provider; `nil` for `nameServers` makes one without the resource.
  ///
  /// - Throws: ``BillingError/exists(_:_:)``, ``BillingError/noSuch(_:_:)`` for the provider or an
  ///   integration, ``BillingError/badField(_:value:expected:)`` for a template.
  @discardableResult
  public func addPlan(
    named name: String, provider: Int64, nameServers: NameServerResource?,
    freeDomain: FreeDomainOffer? = nil
  ) throws -> TariffPlan {
    try freeDomain.map(validate)
    return try store.insertPlan(
      named: name, provider: provider, nameServers: nameServers, freeDomain: freeDomain)
  }

  /// All tariff plans, by id.
  public func plans() throws -> [TariffPlan] { try store.plans() }

  /// Takes an order; nothing is opened yet.
  ///
  /// - Throws: ``BillingError`` for a field that cannot be right, a plan that is not there, or an id
  ///   that is taken.
  @discardableResult
  public func order(_ order: Order) throws -> Service {
    try store.insert(order.validated())
  }

  /// The service with an id.
  ///
  /// - Throws: ``BillingError/noSuch(_:_:)``.
  public func service(_ id: Int64) throws -> Service { try store.service(id) }

  /// The services by id: all, or so many behind one.
  public func services(after id: Int64 = 0, limit: Int = .max) throws -> [Service] {
    try store.services(after: id, limit: limit)
  }

  /// What is stored with a service; encrypted values are left out.
  public func parameters(of service: Int64) throws -> [ServiceParameter] {
    try store.parameters(of: service)
  }

  /// One stored value, decrypted when need be; `nil` when it is not there.
  public func reveal(_ name: ServiceParameter.Name, of service: Int64) throws -> Secret? {
    try store.parameter(name, of: service).map { Secret($0) }
  }

  /// The commands that have not succeeded yet, oldest first.
  public func operations() throws -> [RunningOperation] { try store.operations() }

  /// The command of a service that has not succeeded yet; `nil` when there is none.
  public func operation(of service: Int64) throws -> RunningOperation? {
    try store.operation(of: service)
  }

  /// The work that waits for a person, oldest first.
  public func tasks() throws -> [BillingTask] { try store.tasks() }

  /// The connections that fail.
  public func problems() throws -> [Problem] { try store.problems() }

  /// The activation mails, oldest first, without their texts: all, or so many behind one.
  public func mails(after id: Int64 = 0, limit: Int = .max) throws -> [OutgoingMail] {
    try store.mails(after: id, limit: limit)
  }
}
