/// The fields of a new account.
struct NewAccount: FormDecodable {
  let name: Login
  let password: Password
  let properties: AccountProperties

  init(_ form: Form) throws(PanelError) {
    name = try form.required("name")
    guard let password = try form.newPassword() else { throw .required("passwd") }
    self.password = password
    properties = try AccountProperties(form)
  }
}

/// The fields of a change to an account; what the call leaves out stays.
struct AccountChanges: FormDecodable {
  let name: Login?
  let password: Password?
  let properties: AccountProperties

  init(_ form: Form) throws(PanelError) {
    name = try form.optional("name")
    password = try form.newPassword()
    properties = try AccountProperties(form)
  }
}

/// What an account has besides its login and password.
struct AccountProperties: FormDecodable {
  let domainLimit: LimitField
  let userLimit: LimitField
  let namespace: NamespaceName?
  /// Whether a new namespace gets two addresses, so that `ns1` and `ns2` differ.
  let hasTwoAddresses: Bool
  let note: String?

  /// The product's form has "Two IP addresses" (reference §4.1); the parameter's name is assumed.
  static let twoAddressesField = "twoip"

  init(_ form: Form) throws(PanelError) {
    domainLimit = try LimitField("domainlimit", in: form)
    userLimit = try LimitField("userlimit", in: form)
    namespace = try form.optional("namespace")
    hasTwoAddresses = try form.optional(Self.twoAddressesField, as: Flag.self)?.isOn ?? false
    note = form.has("note") ? form["note"] ?? "" : nil
  }
}

/// A limit as a form sends it: not at all, empty for none, or a number; that is assumed (reference §6).
enum LimitField: Equatable {
  case unchanged
  case unlimited
  case atMost(Int)

  init(_ name: String, in form: Form) throws(PanelError) {
    if let number = try form.optional(name, as: Int.self) {
      self = .atMost(number)
    } else {
      self = form.has(name) ? .unlimited : .unchanged
    }
  }

  /// The limit after the change.
  func applied(to limit: Int?) -> Int? {
    switch self {
    case .unchanged: limit
    case .unlimited: nil
    case .atMost(let number): number
    }
  }
}

extension Form {
  /// The new password in `passwd`, which `confirm` repeats when it is there (reference §6).
  ///
  /// Refusals of it never carry what was typed.
  ///
  /// - Throws: `value/passwd`, `value/confirm`.
  func newPassword() throws(PanelError) -> Password? {
    guard let text = self["passwd"] else { return nil }
    // Bytes, as they are hashed: `!=` takes two spellings of a letter for one.
    if let confirmation = self["confirm"], !confirmation.utf8.elementsEqual(text.utf8) {
      throw .value("", of: "confirm", expected: "the same as passwd")
    }
    return try password("passwd")
  }

  /// Returns a password, or `nil` when it is absent or empty; a refusal never carries it.
  func password(_ name: String) throws(PanelError) -> Password? {
    guard let text = self[name] else { return nil }
    guard let password = Password(formValue: text) else {
      throw .value("", of: name, expected: Password.formDescription)
    }
    return password
  }
}
