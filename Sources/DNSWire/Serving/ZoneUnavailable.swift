/// The closest zone to a name is one that cannot be answered from now, such as a secondary's that was
/// never transferred.
public struct ZoneUnavailable: Error {
  /// Creates the error.
  public init() {}
}
