/// A company brand inside the billing system; a tariff plan belongs to one.
///
/// Only the multi-provider edition shows it; elsewhere there is one provider with the id 1
/// (billing reference, section 1.1).
public struct Provider: Codable, Equatable, Sendable {
  /// Counts from 1.
  public let id: Int64
  /// Unique.
  public let name: String
}
