public import Foundation

/// What can be done with a service.
public enum Command: String, Codable, CaseIterable, Sendable {
  /// Provide it.
  case open
  /// Switch it off for a time.
  case suspend
  /// Switch it on again.
  case resume
  /// Provide what was ordered meanwhile instead of what was ordered before.
  case setparam
  /// Provide it again: the same user with a new password and a new mail.
  case reopen
  /// Find what is not as it should be, and mend it.
  case syncItem = "sync_item"
  /// Remove it for good.
  case close

  /// Whether it may take the place of a command that has not succeeded yet (billing reference, 1.11).
  ///
  /// What somebody asked for is not ended by a mere look, by a change of something else, or by going on
  /// with a service that is being closed.
  func mayReplace(_ pending: Command) -> Bool {
    switch (pending, self) {
    case _ where self == pending: true
    case (.close, _), (_, .syncItem), (.setparam, .reopen), (.suspend, .reopen),
      (.suspend, .setparam):
      false
    default: true
    }
  }
}

/// A running operation: a command that has not succeeded yet (billing reference, 1.11).
public struct RunningOperation: Codable, Equatable, Sendable {
  /// Counts from 1.
  public let id: Int64
  /// The service's id.
  public let service: Int64
  /// What is being done.
  public let command: Command
  /// How often it failed.
  public let tries: Int
  /// Whether it waits for a person instead of a clock.
  public let isManual: Bool
  /// What the last try said.
  ///
  /// `nil` before the first failure. Never carries a password.
  public let error: String?
  /// What that was about, for programs; `nil` when it never failed, or failed before this was kept.
  public let cause: FailureCause?
  /// When it is tried next, unless it is manual.
  public let due: Date

  /// Documented: tried again every 5 minutes.
  ///
  /// Seconds.
  public static let retryInterval: TimeInterval = 300
  /// After so many failures it becomes manual; the vendor's framework's default.
  public static let maximumTries = 10
}

/// Work for a person: an operation that gave up.
///
/// Never more than one per operation.
public struct BillingTask: Codable, Equatable, Sendable {
  /// Counts from 1.
  public let id: Int64
  /// The operation that gave up.
  public let operation: Int64
  /// The service's id.
  public let service: Int64
  /// What was to be done.
  public let command: Command
  /// Why it could not be done.
  public let text: String
  /// When it was raised.
  public let createdAt: Date
}

/// A failing connection, for the administrator's list of problems.
public struct Problem: Codable, Equatable, Sendable {
  /// The problem type of a name server that cannot be used; observed in the vendor's framework.
  public static let connectKind = "nameserver_connect"

  /// The problem type.
  public let kind: String
  /// The integration's id.
  public let integration: Int64
  /// The integration's name.
  public let name: String
  /// What is wrong.
  ///
  /// Never carries a password.
  public let message: String
  /// When it was seen last.
  public let at: Date
}
