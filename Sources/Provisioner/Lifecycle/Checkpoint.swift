/// A place between two effects where a crash is worth trying.
public enum Checkpoint: String, CaseIterable, Sendable {
  /// The operation is recorded, nothing else is done.
  case operationBegun
  /// The integration is remembered, the user is not asked for yet.
  case intentSaved
  /// The user exists with the new password.
  case userReady
  /// The parameters are stored, the service is not active.
  case parametersSaved
  /// The service is active, the mail is only recorded.
  case activated
  /// The outbox has the mail, the store does not know.
  case mailDelivered
  /// The panel did what suspend, resume or close want; the store does not know.
  case panelChanged
  /// The store knows.
  case completed
}
