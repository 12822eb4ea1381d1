extension Variation {
  /// The settings of a world with what is chosen in them.
  func applied(to settings: WorldSettings) -> WorldSettings {
    guard self != .standard else { return settings }
    var varied = settings
    if option(of: .theme) == 1 { varied.theme = "dragon" }
    if option(of: .features) == 1 { varied.features = "ed13fed30f9503fcf2cdf0415231f846" }
    if option(of: .policy) == 1 { varied.zoneTemplate.publishesSPF = false }
    switch option(of: .hosts) {
    case 1: varied.zoneTemplate.addressNames = ["@", "www", "mail"]
    case 2: varied.zoneTemplate.addressNames = ["@", "www", "mail", "ns1", "webmail"]
    default: break
    }
    return varied
  }

  /// The reply of a function as this world gives it.
  func applied(to reply: Reply, of function: String) -> Reply {
    guard self != .standard else { return reply }
    switch reply {
    case .done(var done):
      switch option(of: .newKey) {
      case 1: done.key = .last
      case 2: done.id = nil
      default: break
      }
      return .done(done)
    case .list(var list):
      list.rows = list.rows.map { ordered(function == "domain" ? widened($0) : $0) }
      return .list(list)
    case .form, .document: return reply
    }
  }

  /// The refusal of a call as this world gives it.
  func applied(to error: PanelError, of function: String) -> PanelError {
    func choose(_ choice: VariationChoice, _ other: PanelError) -> PanelError {
      option(of: choice) == 1 ? other : error
    }
    switch (error.kind, error.object) {
    case (.auth, "badsession"): return choose(.noSession, .access(function))
    case (.missed, "func"): return choose(.unknownFunction, .access(function))
    case (.limit, "ip"): return choose(.noFreeAddress, .missed("ip", error.value ?? ""))
    case (.access, "domain") where function == "domain.edit":
      return choose(.foreignParent, .exists("name", error.value ?? ""))
    case _ where error.isAboutRequiredField:
      return choose(.missingField, .missed(error.object, ""))
    default: return error
    }
  }

  private func ordered(_ row: [Reply.Cell]) -> [Reply.Cell] {
    switch option(of: .columnOrder) {
    case 1: Array(row.reversed())
    case 2: Array(row.dropFirst() + row.prefix(1))
    default: row
    }
  }

  /// A domain's row with the columns that are seen sometimes; what `status` says is assumed.
  private func widened(_ row: [Reply.Cell]) -> [Reply.Cell] {
    func value(_ name: String) -> String { row.first { $0.name == name }?.value ?? "" }
    switch option(of: .moreColumns) {
    case 1: return row + [Reply.Cell("owner", value("user"))]
    default: return row
    }
  }
}
