extension IntegrationForm {
  /// The form as a wrong behaviour reads it; without one as it is.
  func misread(by mutant: ProvisionerMutant?) -> Self {
    var form = self
    let kind = panel.flatMap(PanelKind.init(rawValue:))
    switch mutant {
    case .refusesDNSmanager where kind == .dnsmanager5: form.panel = nil
    case .assumesControlPanel where kind == nil: form.panel = PanelKind.dnsmanager5.rawValue
    case .takesISPmanagers where kind != nil: form.panel = PanelKind.dnsmanager5.rawValue
    case .acceptsFormsWithoutName where name.isEmpty: form.name = "(unnamed)"
    case .tidiesNames: form.name = name.split(separator: " ").joined(separator: " ")
    case .trimsPasswords:
      form.password = Secret(password.text.split(separator: " ").joined(separator: " "))
    default: break
    }
    return form
  }
}
