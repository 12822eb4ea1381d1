/// Which rows of a list the caller wants, and in which order (reference §1.4).
///
/// The names of the sorting parameters are assumed; `p_num`, `p_cnt` and the inline filter are observed.
struct PageRequest: Sendable, Equatable, FormDecodable {
  /// Rows per page when the caller says nothing; 1,000 in the captured answer (reference §2.3).
  static let defaultSize = 1_000
  /// Assumed: more rows than this are never put on one page.
  static let maximumSize = 10_000

  /// The page's number, from 1; `p_num`.
  let number: Int
  /// Rows per page; `p_cnt`.
  let size: Int
  /// The column to sort by; `nil` is the list's key.
  var column: String?
  var isAscending: Bool
  /// The values that columns must have, from `filter=on&<column>=<value>`; `nil` without `filter=on`.
  let filter: [String: String]?

  init(_ form: Form) throws(PanelError) {
    number = max(1, try form.optional("p_num") ?? 1)
    size = min(Self.maximumSize, max(1, try form.optional("p_cnt") ?? Self.defaultSize))
    (column, isAscending) = Self.order(form)
    filter =
      Flag(formValue: form["filter"] ?? "")?.isOn == true
      ? Dictionary(form.pairs.map { ($0.name, $0.value) }) { $1 } : nil
  }

  var offset: Int { (number - 1) * size }

  /// Reads `p_order=+name`, where an unencoded `+` came in as a blank, or the pair that answers
  /// show: `p_sort=name&p_order=desc`.
  private static func order(_ form: Form) -> (column: String?, isAscending: Bool) {
    let named = form["p_col"] ?? form["p_sort"]
    guard let text = form["p_order"] ?? named else { return (nil, true) }
    switch text.lowercased() {
    case "asc": return (named, true)
    case "desc": return (named, false)
    default: return (text.trimming(["+", "-", " "]), !text.hasPrefix("-"))
    }
  }
}

extension String {
  fileprivate func trimming(_ signs: Set<Character>) -> String {
    String(drop { signs.contains($0) })
  }
}
