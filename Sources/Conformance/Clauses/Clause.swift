/// One documented behaviour: the unit of proof.
public struct Clause: Sendable, Hashable, Codable {
  /// Whether the vendor says it or it follows.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The vendor's page says so.
    case stated
    /// A direct consequence of a stated sentence; counted apart, so that nobody claims the vendor
    /// documented it.
    case derived
  }

  /// The section of the vendor's page.
  public enum Section: String, Sendable, Codable, CaseIterable {
    case introduction = "S0"
    case providerNameServers = "S1"
    case privateNameServers = "S2"
    case integration = "S3"
    case automaticIntegration = "S4"
  }

  /// `NS-01` to `NS-59`.
  public let id: String
  /// The behaviour in our words.
  public let sentence: String
  /// Where the vendor's page says it; `nil` when it follows from several sections.
  public let section: Section?
  /// Stated or derived.
  public let kind: Kind
  /// Why no scenario proves it, when that is so on purpose.
  public let unproven: String?
  /// Why no named wrong behaviour can break it, when that is so.
  public var unbreakable: String?
}
