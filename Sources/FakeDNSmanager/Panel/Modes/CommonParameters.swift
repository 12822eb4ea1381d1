/// The parameters that stand beside a function's own.
enum CommonParameters {
  /// What every function takes (reference §1.4).
  static let generic: Set<String> = [
    "func", "out", "lang", "su", "auth", "authinfo", "sok", "elid", "plid", "p_num", "p_cnt",
    "p_col", "p_sort", "p_order", "filter",
  ]

  /// What browsers send along and nothing reads (observed, reference §1.2, §1.4; clients §1).
  static let noise: Set<String> = [
    "checkcookie", "clicked_button", "clickstat", "dnssec_turn_off_show", "elname", "hfields",
    "operafake", "progressid", "sback", "sform", "sfrom", "snext", "stat", "tconvert", "theme",
  ]

  /// The columns of lists, which stand in a call with `filter=on` and in `X.filter`.
  static let columns: Set<String> = [
    "active", "address", "curruser", "dnssecstatus", "domainlimit", "dtype", "id", "info", "ip",
    "level", "masterip", "name", "namespace", "parent", "problem", "published", "refreshed",
    "rkey", "rkey_name", "rtype", "rtype_hidden", "status", "ttl", "user", "userlimit", "value",
  ]

  private static let common = generic.union(noise)

  /// Whether any call may carry the parameter; `zoom-<field>` is the size of a field on the screen.
  static func contain(_ name: String) -> Bool {
    common.contains(name) || name.hasPrefix("zoom-")
  }
}

extension Contract {
  /// Whether a call of this function has a use for the parameter, or real clients send it in vain.
  func knows(_ name: String, in form: Form) -> Bool {
    CommonParameters.contain(name) || fields.contains { $0.name == name }
      || FieldAlias.taken.contains { $0.function == self.name && $0.name == name }
      || (CommonParameters.columns.contains(name) && filters(form))
  }

  /// The names that a misspelt parameter can have meant.
  var parameterNames: Set<String> {
    CommonParameters.generic.union(fields.map(\.name))
  }

  private func filters(_ form: Form) -> Bool {
    name.hasSuffix(".filter") || Flag(formValue: form["filter"] ?? "")?.isOn == true
  }
}
