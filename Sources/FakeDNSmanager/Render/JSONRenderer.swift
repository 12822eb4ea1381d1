/// Writes answers as `out=json`, `xjson` and `sjson`: the full tree in another notation.
///
/// An attribute becomes `$name`, text becomes `$`, a repeated child an array; attributes keep their
/// order and come first, children are sorted by name. `elem` is an array even for one row. That the
/// three differ in nothing is assumed (reference §2.1).
enum JSONRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    let root = Document(outcome, in: frame, detail: .full).root
    return JSONValue.object([("doc", value(of: root))]).line
  }

  private static func value(of element: Markup) -> JSONValue {
    var members = element.attributes.map { ("$\($0.name)", JSONValue.string($0.value)) }
    var children: [String: [JSONValue]] = [:]
    if !element.text.isEmpty { members.append(("$", .string(element.text))) }
    for inner in element.children {
      children[inner.name, default: []].append(value(of: inner))
    }
    members += children.sorted { $0.key < $1.key }.map { name, values in
      (name, values.count > 1 || name == "elem" ? .array(values) : values[0])
    }
    return .object(members)
  }
}
