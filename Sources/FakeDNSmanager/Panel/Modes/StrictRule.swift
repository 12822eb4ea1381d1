/// Something that the product tolerates and no document allows.
///
/// Each is looked for in the parameters alone, before anything is done.
struct StrictRule: Sendable {
  /// A call that the panel takes as documented and refuses when it is strict.
  ///
  /// It stands in a world with the domain `example.com` and the user `dns117`.
  struct Example: Sendable {
    let function: String
    let parameters: [Form.Pair]

    init(_ function: String, _ parameters: KeyValuePairs<String, String>) {
      self.function = function
      self.parameters = parameters.map { Form.Pair(name: $0.key, value: $0.value) }
    }
  }

  /// What it is called in the documentation.
  let name: String
  /// What the panel does with it when it is not strict.
  let tolerated: String
  let evidence: Evidence
  let example: Example
  /// The refusal of a call; `nil` when the rule has nothing against it.
  let refusal: @Sendable (Form, Contract) -> PanelError?

  /// All rules, in the order in which they are looked at.
  static let all = names + values + records

  /// - Throws: `value` with the parameter that the first rule is against, and a hint.
  static func check(_ form: Form, for contract: Contract) throws(PanelError) {
    for rule in all {
      if let error = rule.refusal(form, contract) { throw error }
    }
  }
}

extension PanelError {
  /// A refusal of the strict mode; `hint` says what would be right.
  ///
  /// A name that is no plain word goes into the value: `object` stands in texts that are not quoted.
  static func intolerable(
    _ parameter: String, _ value: String?, _ hint: String, fileID: String = #fileID,
    line: Int = #line
  ) -> PanelError {
    let isPlain =
      parameter.utf8.count <= 64
      && parameter.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    let shown = Journal.isSecret(parameter) ? "" : value
    return PanelError(
      .value, object: isPlain ? parameter : "parameter", value: isPlain ? shown : parameter,
      detail: hint, fileID: fileID, line: line)
  }
}
