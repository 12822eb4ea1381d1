/// How strictly a panel takes its callers at their word.
public enum PanelMode: String, Sendable, CaseIterable, Codable {
  /// As documented and observed: what real clients send is understood, the rest is ignored.
  case documented
  /// What the product tolerates and no document allows is refused, with a hint what would be right.
  case strict
  /// Also what the product does not understand, when it is clear what was meant.
  case lenient
}

extension PanelMode {
  /// The name of the function that a call means.
  func functionName(_ sent: String) -> String {
    self == .lenient ? LenientRule.functionName(sent) : sent
  }

  /// The form as the function is to read it.
  ///
  /// - Throws: `value` with the parameter that no document allows, in ``strict`` alone.
  func admitted(_ form: Form, to contract: Contract) throws(PanelError) -> Form {
    switch self {
    case .documented: return form
    case .lenient: return LenientRule.form(form, for: contract)
    case .strict:
      try StrictRule.check(form, for: contract)
      return form
    }
  }
}
