internal import StrictYAML

/// What scenarios run against: something that can play the billing side and its panels.
public protocol Target: Sendable {
  /// What the report calls it.
  var name: String { get }
  /// Whether it is our own side, which must also do what we assume where the documents are silent.
  var isOwn: Bool { get }

  /// Makes the start of one case, shared with no other case.
  ///
  /// - Throws: ``TargetError``.
  func open(_ start: CaseStart) async throws -> any TargetSession
}

extension Target {
  /// No: what others do where the documents are silent is neither right nor wrong.
  public var isOwn: Bool { false }
}

/// What a case starts from.
public struct CaseStart: Sendable {
  let panels: [Scenario.PanelStart]
  let billing: BillingStart
}

/// A target at work on one case.
///
/// A refusal by the system under test is an answer. What is thrown means that the target could not be
/// asked, which is never the tested system's failure.
public protocol TargetSession: Sendable {
  /// What `{{first.url}}` and its like stand for: facts of the panels, by `panel.fact`.
  var variables: [String: String] { get }

  /// Sends one request to a panel, as a customer would.
  func call(_ panel: String, _ form: [Parameter]) async throws -> CallAnswer
  /// Returns the password that the world file gives an account.
  func password(of account: String, on panel: String) async throws -> String
  /// Returns all that a panel has received since the case began, from anybody, oldest first.
  func requests(to panel: String) async throws -> [ReceivedRequest]
  /// Makes a panel misbehave.
  func put(_ fault: PanelFault, on panel: String) async throws

  /// Sends a DNS message, without TCP's length, to a name server of a panel and returns the messages
  /// that it answers, none when it is silent.
  ///
  /// The server is given by name or address, the transport as `udp` or `tcp`.
  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String
  ) async throws -> [[UInt8]]

  /// Asks as ``askDNS(_:at:of:over:)`` does, from an address of the caller's choice; `nil` is any.
  func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String,
    from client: String?
  ) async throws -> [[UInt8]]

  /// Has a panel's world delegate a domain, as its owner would at a registrar; no servers take the
  /// delegation back.
  ///
  /// A server is a name, or a name and its address with a slash between; signers are the data of DS
  /// records.
  func delegate(
    _ domain: String, to servers: [String], signers: [String], on panel: String
  ) async throws
  /// Returns the address of the root's name server of a panel's world.
  func rootServer(of panel: String) async throws -> String

  /// Orders a service and runs `open` once.
  func order(_ order: ServiceOrder) async throws -> ServiceState
  /// Runs a command for a service once.
  func perform(_ command: ServiceCommand, service: Int64) async throws -> ServiceState
  /// Changes a service that is active, as its customer would, and carries the change out once.
  func change(_ service: Int64, to change: ServiceAlteration) async throws -> ServiceState
  /// Calls the billing side's processing module with a command, for a service where it needs one.
  func module(_ command: String, service: Int64?) async throws -> ModuleAnswer
  /// Returns what the billing side knows of a service.
  func state(of service: Int64) async throws -> ServiceState
  /// Returns all mails for a service, oldest first, each as RFC 5322 bytes.
  func mails(for service: Int64) async throws -> [[UInt8]]
  /// Adds, edits, deletes, checks or lists integrations.
  func integration(_ command: IntegrationCommand) async throws -> IntegrationAnswer

  /// Works on the ISPmanager of a service's server, then lets panels transfer what is due.
  ///
  /// Changes of zones are told to the panels only with `isNotified`.
  func ispmanager(
    _ command: ISPmanagerCommand, service: Int64, isNotified: Bool
  ) async throws -> ISPmanagerAnswer
  /// Works at the account where licences are ordered.
  func licence(_ command: LicenceCommand) async throws -> LicenceAnswer
  /// Returns the hosts that the billing side has sent requests to, each once.
  func contactedHosts() async throws -> [ContactedHost]
  /// Returns what the billing side has written for people.
  func writtenWords() async throws -> WrittenWords

  /// Remembers the state of all that the case works on, sessions of the panels left out.
  func rememberState() async throws -> RememberedState
  /// Moves the clock of the billing side and of every panel forward.
  func advanceClock(by seconds: Int64) async throws
  /// How many faults were put and not yet removed.
  func faultCount() async -> Int
  /// Removes all faults but the first `count`, and returns those that still waited for calls.
  func removeFaults(after count: Int) async throws -> [LeftoverFault]

  /// Returns every secret that the case has made or used, so that no report shows one.
  func secrets() async -> [String]

  /// Returns what the panels have answered since the case began, oldest first, panel by panel.
  func replies() async -> [RecordedReply]

  /// Returns what was sent to the panels and mailed since the case began; only grows.
  func traffic() async -> SessionTraffic

  /// Ends the case and returns the faults that still waited for calls.
  func close() async throws -> [LeftoverFault]
}

extension TargetSession {
  /// Has no such change.
  public func change(
    _ service: Int64, to change: ServiceAlteration
  ) async throws -> ServiceState {
    throw TargetError.unsupported("'setparam'")
  }

  /// Has no processing module.
  public func module(_ command: String, service: Int64?) async throws -> ModuleAnswer {
    throw TargetError.unsupported("processing module")
  }

  /// Asks from the one address that the target has.
  public func askDNS(
    _ packet: [UInt8], at server: String, of panel: String, over transport: String,
    from client: String?
  ) async throws -> [[UInt8]] {
    guard client == nil else { throw TargetError.unsupported("choice of the client's address") }
    return try await askDNS(packet, at: server, of: panel, over: transport)
  }
}

/// Why a target could not be asked.
public enum TargetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing answers there; the run ends with exit code 4.
  case unreachable(String)
  /// A name of the scenario that the target does not know.
  case unknownName(kind: String, name: String, known: [String])
  /// A world file that cannot be used.
  case world(String)
  /// A capability that this target does not have.
  case unsupported(String)

  /// The error as one sentence.
  public var description: String {
    switch self {
    case .unreachable(let message): "the target is not reachable: \(message)"
    case .unknownName(let kind, let name, let known):
      "there is no \(kind) '\(name)'; \(NearestName.hint(for: name, among: known))"
    case .world(let message): message
    case .unsupported(let what): "the target has no \(what)"
    }
  }
}

extension TargetSession {
  /// Nothing, where a target cannot see what its panels answer.
  public func replies() async -> [RecordedReply] { [] }
}
