extension PanelMode {
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
