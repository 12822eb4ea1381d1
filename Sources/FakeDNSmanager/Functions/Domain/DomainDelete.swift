/// Deletes domains with their records.
enum DomainDelete: PanelFunction {
  static let contract = Contract.group(
    "domain.delete", "Deletes domains with their records; one that is not there is passed over.",
    GroupKeys.field("names of domains", example: "example.com"), access: .users,
    refusals: [
      .refusal(
        .access, "domain", when: "the domain is another's in the caller's namespace",
        .assumed("an ok would say that it is gone"))
    ],
    evidence: .observed("reference §3.1, §5 quirk 2"))

  static func answer(_ input: GroupKeys, in call: Call) throws -> Reply {
    for key in input.keys {
      if let domain = try call.findDomain(key) {
        try call.store.deleteDomain(id: domain.id)
      } else {
        try call.checkIsNobodys(key)
      }
    }
    return .done()
  }
}

extension Call {
  /// A domain out of reach in a namespace of its own is passed over like one that is not there, so
  /// that namespaces tell nothing of each other.
  ///
  /// - Throws: `access/domain` when the caller's namespace has it.
  fileprivate func checkIsNobodys(_ key: String) throws {
    guard let name = DomainName(formValue: key), let namespaceID = account.namespaceID,
      try store.domain(named: name.text, namespaceID: namespaceID) != nil
    else { return }
    throw PanelError.access("domain", value: name.text)
  }
}
