internal import XMLReading

/// One answer of a panel in a form in which two targets can be compared: without the order of rows
/// and without what changes from run to run.
struct ComparableReply {
  /// Something that is not the same in two answers.
  struct Difference: Hashable {
    /// An XPath without the number of the row, or `status` or `body`.
    let path: String
    /// What each side has there; `nil` for nothing.
    let left: String?
    let right: String?
  }

  private let status: Int
  /// What is there once, or several times in an order that counts, by path.
  private var values: [String: [String]] = [:]
  /// The rows of a list by what is in their first column: column → text.
  private var rows: [String: [[String: String]]] = [:]
  /// The type and the object of the refusal, when it is one.
  private(set) var refusal: (type: String, object: String)?

  init(_ reply: RecordedReply, _ volatile: inout VolatileText) {
    status = reply.status
    guard let document = try? XMLReply(reply.body.utf8) else {
      values["body"] = [volatile.steady(reply.body)]
      return
    }
    let leaves = document.leaves
    if let type = leaves.first(where: { $0.path == "/doc/error/@type" })?.text {
      refusal = (type, leaves.first { $0.path == "/doc/error/@object" }?.text ?? "")
    }
    var row: (path: Substring, columns: [(String, String)]) = ("", [])
    for leaf in leaves {
      guard let text = Self.steady(leaf, &volatile) else { continue }
      guard let (place, column) = Self.cell(leaf.path) else {
        values[Self.unnumbered(leaf.path), default: []].append(text)
        continue
      }
      if place != row.path {
        add(row.columns)
        row = (place, [])
      }
      row.columns.append((column, text))
    }
    add(row.columns)
  }

  /// What is not the same, the status first, then a refusal, then by path.
  static func differences(_ left: Self, _ right: Self) -> [Difference] {
    guard left.status == right.status else {
      return [Difference(path: "status", left: "\(left.status)", right: "\(right.status)")]
    }
    var found: [Difference] = []
    // A refusal says why all the rest is not the same, and may be all that is told.
    let paths = Set(left.values.keys).union(right.values.keys).sorted()
    for path in paths.filter(isOfRefusal) + paths.filter({ !isOfRefusal($0) }) {
      let (one, other) = (left.values[path], right.values[path])
      if one != other {
        found.append(
          Difference(
            path: path, left: one?.joined(separator: " | "), right: other?.joined(separator: " | ")
          ))
      }
    }
    for key in Set(left.rows.keys).union(right.rows.keys).sorted() {
      found += rowDifferences(key, left.rows[key] ?? [], right.rows[key] ?? [])
    }
    return found
  }

  private static func isOfRefusal(_ path: String) -> Bool { path.hasPrefix("/doc/error") }

  private static func rowDifferences(
    _ key: String, _ left: [[String: String]], _ right: [[String: String]]
  ) -> [Difference] {
    guard left.count == right.count else {
      func rows(_ count: Int) -> String? { count == 0 ? nil : "\(key) (\(count))" }
      return [Difference(path: "/doc/elem", left: rows(left.count), right: rows(right.count))]
    }
    return zip(sorted(left), sorted(right)).flatMap { one, other in
      Set(one.keys).union(other.keys).sorted().compactMap { column in
        one[column] == other[column]
          ? nil
          : Difference(
            path: "/doc/elem/\(column)", left: one[column].map { "\($0) (\(key))" },
            right: other[column].map { "\($0) (\(key))" })
      }
    }
  }

  private static func sorted(_ rows: [[String: String]]) -> [[String: String]] {
    func text(_ row: [String: String]) -> String {
      row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    }
    return rows.sorted { text($0) < text($1) }
  }

  /// What a leaf says, when it is not made up: numbers of things are the installation's own, and the
  /// first and the last key of a page are the order of its rows.
  private static func steady(_ leaf: XMLReply.Leaf, _ volatile: inout VolatileText) -> String? {
    let name = leaf.path.split(separator: "/").last?.trimmingPrefix("@").prefix { $0 != "[" } ?? ""
    let isNumber = leaf.text.allSatisfy { $0.isNumber || $0 == "," }
    let isIdentity = name == "id" || name == "path" || name.hasSuffix("_id")
    if leaf.path == "/doc/page" { return nil }
    return isNumber && isIdentity && !leaf.text.isEmpty ? "{number}" : volatile.steady(leaf.text)
  }

  private mutating func add(_ columns: [(String, String)]) {
    guard let first = columns.first else { return }
    rows[first.1, default: []].append(Dictionary(columns) { $0 + " | " + $1 })
  }

  /// The row and the column that a path of a list leads to; `nil` for any other path.
  private static func cell(_ path: String) -> (row: Substring, column: String)? {
    guard let match = path.wholeMatch(of: /(\/doc\/elem(?:\[\d+\])?)\/(.+)/) else { return nil }
    return (match.1, unnumbered(String(match.2)))
  }

  private static func unnumbered(_ path: String) -> String { path.replacing(/\[\d+\]/, with: "") }
}
