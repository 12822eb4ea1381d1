/// How strictly a panel takes its callers at their word.
public enum PanelMode: String, Sendable, CaseIterable, Codable {
  /// As documented and observed: what real clients send is understood, the rest is ignored.
  case documented
  /// What the product tolerates and no document allows is refused, with a hint what would be right.
  case strict
  /// Also what the product does not understand, when it is clear what was meant.
  case lenient
}
