extension Call {
  /// Returns the domains of a group action.
  ///
  /// - Throws: `missed/domain` for the first that is not there or out of reach; then none is changed.
  func domains(_ keys: GroupKeys) throws -> [Domain] { try keys.keys.map { try domain($0) } }

  /// Suspends or resumes each of those domains.
  func setActive(_ isActive: Bool, _ keys: GroupKeys) throws -> Reply {
    for var domain in try domains(keys) {
      domain.isActive = isActive
      try store.update(domain)
    }
    return .done()
  }
}

extension Contract.Refusal {
  /// What every function that needs a domain can meet.
  static let missedDomain = refusal(
    .missed, "domain", when: "no domain of that name is in the caller's reach",
    .observed("reference §2.4, the vendor's plug-in"))
}
