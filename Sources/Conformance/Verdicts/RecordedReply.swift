/// One answer of a panel, to be compared with the same case's on another target.
public struct RecordedReply: Sendable, Hashable, Codable {
  /// The panel by the name that the scenario gives it.
  public let panel: String
  /// The panel function that was called.
  public let function: String
  /// The HTTP status.
  public let status: Int
  /// The body as it was sent, with the panel's own address as `{{panel}}`.
  public let body: String

  /// Creates a record.
  public init(panel: String, function: String, status: Int, body: String) {
    self.panel = panel
    self.function = function
    self.status = status
    self.body = body
  }
}
