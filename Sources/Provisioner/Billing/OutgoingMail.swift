public import Foundation

/// A mail that was composed; its text is kept encrypted, for it has a password in it.
public struct OutgoingMail: Codable, Equatable, Sendable {
  /// How far it got.
  public enum State: String, Codable, CaseIterable, Sendable {
    /// To be handed to the outbox.
    case pending
    /// The outbox has it.
    case sent
    /// Its words were no longer true before it left; the outbox never gets it.
    case withdrawn
  }

  /// Counts from 1; names the file in a folder outbox.
  public let id: Int64
  /// The service's id.
  public let service: Int64
  /// The customer's address.
  public let recipient: String
  /// How far it got.
  public let state: State
  /// When it was composed.
  public let createdAt: Date
}
