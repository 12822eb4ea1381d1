/// A licence of ISPmanager that was ordered with a server (billing reference, section 4).
///
/// Simulated: the vendor's account at which real ones are ordered is a table of the billing side, and the
/// order cannot fail.
public struct Licence: Codable, Equatable, Sendable {
  /// Counts from 1.
  public let id: Int64
  /// The id of the service whose server it is for.
  public let service: Int64
  /// The server's address, which the licence is bound to.
  public let address: String
  /// The settings of the automatic connection: where ISPmanager finds the billing side that ordered it.
  ///
  /// What the account said when it was ordered, `nil` when nothing was registered then: a later
  /// registration reaches later licences only (NS-54; assumed: billing reference, U20).
  public let billingDomain: String?
}

/// What a billing side gives an ISPmanager that asks with its licence.
public enum HandOver: Equatable, Sendable {
  /// How to connect to DNSmanager.
  case settings(SlaveServer)
  /// Nothing, and why; no failure of anybody.
  case nothing(reason: String)
}
