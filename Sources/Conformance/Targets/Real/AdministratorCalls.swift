/// What a case may do with an administrator's rights on a panel that others use too.
///
/// Everything of a case has its mark: so nothing of anybody else's is hit, and what is left can be
/// swept. Administrators, restricted names, namespaces of nobody and the administrator's own settings
/// and domains have no mark that a sweep finds, so whatever could change them is not sent.
enum AdministratorCalls {
  /// What tells of the installation, which is nobody's alone.
  private static let facts: Set = [
    "desktop", "license.info", "menu", "notify", "paramlist", "services", "whoami",
  ]

  /// Lists of everybody's things; of their rows, only those of the case are shown to it.
  private static let lists: Set = [
    "domain", "ipaddr", "namespace", "problemdomain", "reseller", "restrictdomain", "session",
    "shareddomain", "slaveserver", "user",
  ]

  /// What is done to things with names, and the fields that say to which.
  ///
  /// A domain that an administrator makes would be his own, so `domain.edit` needs one that is there.
  private static let keys: [String: [Set<String>]] = [
    "user.edit": [["elid", "name"]], "user.delete": [["elid"]],
    "user.suspend": [["elid"]], "user.resume": [["elid"]],
    "reseller.edit": [["elid", "name"]], "reseller.delete": [["elid"]],
    "reseller.suspend": [["elid"]], "reseller.resume": [["elid"]],
    "domain.edit": [["elid"]], "domain.delete": [["elid"]], "domain.suspend": [["elid"]],
    "domain.resume": [["elid"]], "domain.refresh": [["elid"]], "domain.ds": [["elid"]],
    "domain.transfer": [["elid"], ["user"]], "domain.record": [["elid", "plid"]],
    "domain.record.edit": [["plid"]], "domain.record.delete": [["plid"]],
  ]

  /// Checks a request as it would travel.
  ///
  /// - Parameters:
  ///   - form: The request, its names marked.
  ///   - isMarked: Whether nothing but names of the case is in a text.
  /// - Throws: ``TargetError/unsupported(_:)`` for one that is not sent.
  static func check(
    _ form: [(name: String, value: String)], isMarked: (String) -> Bool
  ) throws(TargetError) {
    // Of a parameter that comes twice panels may take either.
    let functions = form.filter { $0.name == "func" }.map(\.value)
    guard let function = functions.first, functions.count == 1 else {
      throw .unsupported("call with an administrator's rights that names no function, or two")
    }
    if facts.contains(function) { return }
    if lists.contains(function) {
      let out = form.last { $0.name == "out" }?.value ?? ""
      guard ["xml", "devel"].contains(out) else {
        throw .unsupported(
          "way to tell the case's rows from others' in out=\(out): an administrator asks for xml")
      }
      return
    }
    let isOwn = keys[function]?.allSatisfy { names in
      let values = form.filter { names.contains($0.name) && !$0.value.isEmpty }.map(\.value)
      return !values.isEmpty && values.allSatisfy(isMarked)
    }
    guard isOwn == true else {
      throw .unsupported(
        "call of '\(function)' with an administrator's rights: on a real panel he only reads, and "
          + "changes users, resellers and domains of the case")
    }
  }

  /// Whether the answer to a request has everybody's rows.
  static func hasRowsOfOthers(_ form: [(name: String, value: String)]) -> Bool {
    form.contains { $0.name == "func" && lists.contains($0.value) }
  }
}
