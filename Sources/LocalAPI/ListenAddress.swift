private import Glibc
private import NIOCore

/// Where a server listens: a literal address, or `localhost`, and a port.
public struct ListenAddress: Sendable, Hashable {
  /// `127.0.0.1`, `::1`, another literal address, or `localhost`.
  public var host: String
  /// 0 to 65,535; with 0 the system picks a free one.
  public var port: Int
  /// Whether `host` may be reachable from other machines.
  public var allowsRemote: Bool

  /// Creates an address; the defaults are a free port on loopback.
  public init(host: String = "127.0.0.1", port: Int = 0, allowsRemote: Bool = false) {
    self.host = host
    self.port = port
    self.allowsRemote = allowsRemote
  }

  /// A free port on 127.0.0.1.
  public static let loopback = ListenAddress()

  /// Checks the address before any socket is made.
  ///
  /// - Throws: ``ListenError`` for a port out of range, a name instead of an address, and an address
  ///   other than loopback unless ``allowsRemote``.
  package func validate() throws(ListenError) {
    guard (0...65_535).contains(port) else { throw refusal(.badPort) }
    guard host != "localhost" else { return }
    guard let address = try? SocketAddress(ipAddress: host, port: port) else {
      throw refusal(.notAnAddress)
    }
    guard allowsRemote || address.isLoopback else { throw refusal(.notLoopback) }
  }

  /// Whether other machines may reach it; a name that is no address counts as reachable.
  package var isExposed: Bool {
    guard host != "localhost" else { return false }
    return (try? SocketAddress(ipAddress: host, port: port))?.isLoopback != true
  }

  /// The error of this address for a reason.
  package func refusal(_ reason: ListenError.Reason) -> ListenError {
    ListenError(host: host, port: port, reason: reason)
  }
}

/// Why a server could not listen.
public struct ListenError: Error, Equatable, CustomStringConvertible {
  /// What stood in the way.
  public enum Reason: Sendable, Equatable {
    case badPort
    case notAnAddress
    case notLoopback
    /// The control port would be open to other machines without a token.
    case needsToken
    case addressInUse
    case notPermitted
    case addressNotAvailable
    /// Anything else, in the system's words.
    case system(String)
  }

  public let host: String
  public let port: Int
  public let reason: Reason

  /// Names a place and what stood in the way.
  public init(host: String, port: Int, reason: Reason) {
    self.host = host
    self.port = port
    self.reason = reason
  }

  public var description: String {
    let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    return "cannot listen on \(place): \(explanation)"
  }

  private var explanation: String {
    switch reason {
    case .badPort: "a port is a number from 0 to 65535"
    case .notAnAddress: "the host must be an IP address or localhost"
    case .notLoopback:
      "other machines could reach it; use 127.0.0.1 or ::1, or allow remote callers explicitly"
    case .needsToken: "other machines could reach it; it needs a token then"
    case .addressInUse: "something listens there already; port 0 takes a free one"
    case .notPermitted: "not permitted; ports below 1024 belong to the administrator"
    case .addressNotAvailable: "this machine does not have that address"
    case .system(let text): text
    }
  }
}

extension ListenError.Reason {
  /// What the system said, in our words where we have some.
  package init(_ error: any Error) {
    guard let failure = error as? IOError else {
      self = .system("\(error)")
      return
    }
    self =
      switch failure.errnoCode {
      case EADDRINUSE: .addressInUse
      case EACCES, EPERM: .notPermitted
      case EADDRNOTAVAIL: .addressNotAvailable
      default: .system("\(failure)")
      }
  }
}

extension SocketAddress {
  /// Whether only this machine can reach it: 127.0.0.0/8 or ::1.
  fileprivate var isLoopback: Bool {
    switch self {
    case .v4: ipAddress?.hasPrefix("127.") ?? false
    case .v6: ipAddress == "::1"
    case .unixDomainSocket: true
    }
  }
}
