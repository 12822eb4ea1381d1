/// Why the billing side does not even try what was asked.
public enum BillingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A field of a form cannot be right. Never carries a password.
  case badField(String, value: String, expected: String)
  /// No record of that kind has that key.
  case noSuch(String, String)
  /// A record with that key is there already.
  case exists(String, String)
  /// The command does not fit the service's status.
  case wrongStatus(service: Int64, status: ServiceStatus, command: Command)
  /// Only an active service has a panel to go to.
  case notActive(service: Int64, status: ServiceStatus)
  /// Another command for the service has not succeeded yet, and must not be forgotten for this one.
  case unfinished(service: Int64, pending: Command, command: Command)
  /// The service is of a kind that has no name servers (NS-01).
  case wrongItemType(service: Int64, type: String)
  /// Services still use the integration; nothing was deleted.
  case integrationInUse(id: Int64, services: [Int64])
  /// The connection was tried before saving and is no good; nothing was saved.
  case integrationRefused([IntegrationProblem])
  /// Another process has been working on the service for too long; try again.
  case busy(service: Int64)
  /// The database cannot be used.
  case store(String)

  public var description: String {
    switch self {
    case .badField(let field, let value, let expected):
      "\(field) is \(value.debugDescription); it must be \(expected)"
    case .noSuch(let kind, let key):
      "there is no \(kind) \(key)"
    case .exists(let kind, let key):
      "there is a \(kind) \(key) already"
    case .wrongStatus(let service, let status, let command):
      "service \(service) is \(status.name); it cannot be given the command '\(command.rawValue)'"
    case .notActive(let service, let status):
      "service \(service) is \(status.name); only an active one has a panel to go to"
    case .unfinished(let service, let pending, let command):
      "service \(service) has an unfinished '\(pending.rawValue)'; have it done before it is given the "
        + "command '\(command.rawValue)'"
    case .wrongItemType(let service, let type):
      "service \(service) is of the type \(type.debugDescription); only "
        + "'\(Service.dedicated)' has name servers"
    case .integrationInUse(let id, let services):
      "integration \(id) made the users of \(services.count) services (the first is "
        + "\(services.first.map { "\($0)" } ?? "unknown")); close them first, or force the deletion "
        + "to keep the record for closing them"
    case .integrationRefused(let problems):
      problems.map(\.description).joined(separator: "; ")
    case .busy(let service):
      "another process is working on service \(service)"
    case .store(let reason):
      "the billing database cannot be used: \(reason)"
    }
  }
}
