/// What is done with the ISPmanager on a customer's server.
public enum ISPmanagerCommand: Sendable, Equatable {
  /// Types a DNSmanager into the form for slave name servers.
  case connect(SlaveServerFields, synchronises: Bool)
  /// Asks, with the licence, for the settings of the automatic connection.
  case activate
  case create(domain: String)
  case delete(domain: String)
  case add(ServerRecord)
  case remove(ServerRecord)
  case synchronise
  /// Lets time pass; only what happens by itself happens.
  case wait(seconds: Int64)
  case look
}

/// The vendor's form for a slave name server.
public struct SlaveServerFields: Sendable, Equatable {
  public var url: String
  public var user: String
  public var password: String
  /// The name servers that new domains get, first to last.
  public var nameServers: [String]
}

/// A record as the customer types it.
public struct ServerRecord: Sendable, Equatable {
  public var domain: String
  /// Relative to the domain; `@` is the domain itself.
  public var name: String
  public var type: String
  public var value: String
}

/// How a command for an ISPmanager ended, and how it stands then.
public struct ISPmanagerAnswer: Sendable, Equatable {
  /// `done`, `nothing` (there was nothing to connect with), `conflict`, `pending` or `refused`.
  public var outcome: String
  /// Why it is not done.
  public var error: String?
  /// Its domains, in the order in which they were made.
  public var domains: [String] = []
  /// How DNSmanager was connected: `manual` or `licence`; `nil` when it is not.
  public var connection: String?
  /// The login of the connection.
  public var login: String?

  /// Creates an answer.
  public init(outcome: String, error: String? = nil) {
    self.outcome = outcome
    self.error = error
  }
}

/// What is done at the account where licences are ordered.
public enum LicenceCommand: Sendable, Equatable {
  /// Support registers a BILLmanager's domain name.
  case register(domain: String)
  /// Looks at the licence of a service.
  case look(service: Int64)
}

/// How a command for the licence account ended.
public struct LicenceAnswer: Sendable, Equatable {
  /// `done` or `refused`.
  public var outcome: String
  /// Why it was refused.
  public var error: String?
  /// The domain name that is registered now.
  public var registered: String?
  /// The server's address that the licence is bound to; `nil` when the service has no licence.
  public var address: String?
  /// The domain name that the licence carries.
  public var settings: String?

  /// Creates an answer.
  public init(outcome: String, error: String? = nil) {
    self.outcome = outcome
    self.error = error
  }
}

/// A host that the billing side sent a request to.
public struct ContactedHost: Sendable, Hashable {
  /// The host's name or address.
  public var host: String
  /// The declared panel that it is; `nil` for anything else.
  public var panel: String?
}

/// What the billing side has written for people about a case.
public struct WrittenWords: Sendable, Equatable {
  /// Its log at the most talkative level, oldest first.
  public var log: [String] = []
  /// The errors of operations, the texts of tasks and the messages of problems.
  public var errors: [String] = []
}

extension TargetSession {
  /// Works on the ISPmanager of a service's server; not every target has one.
  public func ispmanager(
    _ command: ISPmanagerCommand, service: Int64, isNotified: Bool
  ) async throws -> ISPmanagerAnswer {
    throw TargetError.unsupported("ISPmanager")
  }

  /// Works at the account where licences are ordered; not every target has one.
  public func licence(_ command: LicenceCommand) async throws -> LicenceAnswer {
    throw TargetError.unsupported("licence account")
  }

  /// Returns the hosts that the billing side asked since the case began; not every target sees them.
  public func contactedHosts() async throws -> [ContactedHost] {
    throw TargetError.unsupported("list of the hosts that are asked")
  }

  /// Returns what the billing side wrote since the case began; not every target sees it.
  public func writtenWords() async throws -> WrittenWords {
    throw TargetError.unsupported("log")
  }
}
