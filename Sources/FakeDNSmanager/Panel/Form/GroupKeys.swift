/// The input of a group action: the keys of one or several rows, joined by `, ` (reference §1.4).
struct GroupKeys: FormDecodable {
  /// At least one.
  let keys: [String]

  /// Throws `value/elid` when there is no key.
  init(_ form: Form) throws(PanelError) {
    keys = form.keys
    guard !keys.isEmpty else { throw .required("elid") }
  }

  /// The field as contracts list it.
  static func field(_ meaning: String, example: String) -> Contract.Field {
    .required("elid", "\(meaning), several joined by `, `", example: example)
  }
}
