private import Hummingbird
internal import StrictYAML

/// A refusal of the control port.
struct ErrorStatus: Codable, Equatable {
  /// What is wrong and what would be right, one sentence each.
  let errors: [String]
}

extension ControlReply {
  /// The answer to a call that failed, under the status that fits.
  init(refusing error: any Error) {
    let (status, errors): (Int, [String]) =
      switch error {
      case let error as ControlError: (error.status, ["\(error)"])
      case let error as InvalidSources: (422, error.problems.map(\.description))
      case let error as SnapshotError: (422, ["\(error)"])
      case let error as WorldDirectoryError: (error.status, ["\(error)"])
      case let error as DelegationError: (422, ["\(error)"])
      case let error as ListenError: (409, ["\(error)"])
      case let error as PanelError: (422, ["the world contradicts itself: \(error)"])
      case let error as HTTPError: (error.status.code, [error.status.reasonPhrase])
      default: (500, ["the control port failed"])
      }
    self.init(status: status)
    body = (try? ControlJSON.encode(ErrorStatus(errors: errors))) ?? []
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
