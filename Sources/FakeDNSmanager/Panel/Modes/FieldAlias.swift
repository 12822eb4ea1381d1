/// A parameter under another name than the function's own.
struct FieldAlias: Sendable {
  /// The function that it is sent to.
  let function: String
  /// The name that is sent.
  let name: String
  /// The function's own name for it.
  let means: String
  let evidence: Evidence

  /// What the panel takes always.
  static let taken = [
    FieldAlias(
      function: "domain.edit", name: "master", means: "masterip",
      evidence: .observed("clients in the wild §1, version 4")),
    FieldAlias(
      function: "domain.record", name: "plid", means: "elid", evidence: .observed("reference §3.2")),
    FieldAlias(
      function: "domain.record.edit", name: "caa_value", means: "value",
      evidence: .assumed("reference §3.2")),
  ]

  /// What the panel takes only when it is lenient: names of version 4, and one that a client got
  /// wrong.
  static let lenient = accountAliases + recordAliases

  private static let accountAliases =
    ["user.edit", "reseller.edit", "admin.edit", "usrparam"].map {
      FieldAlias(
        function: $0, name: "password", means: "passwd",
        evidence: .observed("reference §3.5, a client that failed to change it"))
    }
    + ["user.edit", "reseller.edit"].flatMap { function in
      [("domlimit", "domainlimit"), ("view", "namespace")].map { old, new in
        FieldAlias(
          function: function, name: old, means: new,
          evidence: .observed("reference §3.3, renamed since version 4"))
      }
    }

  private static let recordAliases = [
    ("sdtype", "rtype"), ("addr", "value"), ("prio", "priority"), ("wght", "weight"),
  ].map { old, new in
    FieldAlias(
      function: "domain.record.edit", name: old, means: new,
      evidence: .observed("reference §3.3, version 4's `domain.sublist`"))
  }

  /// The functions that were called otherwise in version 4 (observed, reference §3.3).
  static let functions = [
    "user.enable": "user.resume", "user.disable": "user.suspend",
    "reseller.enable": "reseller.resume", "reseller.disable": "reseller.suspend",
    "domain.sublist": "domain.record", "domain.sublist.edit": "domain.record.edit",
    "domain.sublist.delete": "domain.record.delete",
  ]
}
