internal import LocalAPI
private import StrictYAML

extension ControlPort {
  static func refusal(of error: any Error) -> APIRefusal? {
    switch error {
    case let error as InvalidSources: APIRefusal(status: 422, error.problems.map(\.description))
    case let error as SnapshotError: APIRefusal(status: 422, error)
    case let error as WorldDirectoryError: APIRefusal(status: error.status, error)
    case let error as DelegationError: APIRefusal(status: 422, error)
    case let error as ListenError: APIRefusal(status: 409, error)
    case let error as PanelError:
      APIRefusal(status: 422, ["the world contradicts itself: \(error)"])
    default: nil
    }
  }
}

extension WorldDirectoryError {
  fileprivate var status: Int {
    switch self {
    case .badName: 400
    case .unknown: 404
    case .taken, .isDefault, .full: 409
    }
  }
}
