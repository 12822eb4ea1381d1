/// One thing that is not as it should be between a service and the panel.
public enum Drift: Equatable, Sendable {
  /// The user should be there and is not.
  case missingUser(String)
  /// The user is there and nobody wants him; with the number of his zones.
  case unwantedUser(String, zones: Int)
  /// The user is at another integration than the one that serves the choice.
  case otherIntegration(found: Int64, wanted: Int64)
  /// The user's namespace is not the one that was chosen; `wanted` is what he is to have.
  case wrongNamespace(found: String, wanted: NameServerChoice)
  /// The user is suspended and should not be, or the other way round.
  case wrongActivity(isActive: Bool)
  /// The password that was stored may no longer be his: a command was cut short.
  case unknownPassword
  /// What is stored for the customer is not what is true.
  case staleParameters([ServiceParameter.Name])
  /// The free domain name that the service was given is not in its zone.
  case missingFreeDomain(String)
}

extension Drift: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missingUser(let login): "the user \(login) is missing"
    case .unwantedUser(let login, let zones):
      "the user \(login) is there and no name servers are ordered; he has \(zones) zones"
    case .otherIntegration(let found, let wanted):
      "the user is at integration \(found) instead of \(wanted)"
    case .wrongNamespace(let found, let wanted):
      "the user is in the namespace '\(found)', which is not his for \(wanted.rawValue) name servers"
    case .wrongActivity(let isActive):
      isActive
        ? "the user is active and the service is not" : "the service is active and the user is not"
    case .unknownPassword: "the user's password is unknown"
    case .staleParameters(let names):
      "the stored parameters are not true: \(names.map(\.rawValue).joined(separator: ", "))"
    case .missingFreeDomain(let name): "the domain name \(name) is missing"
    }
  }
}
