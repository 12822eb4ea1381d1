/// Writes answers as `out=json`: the tree of the XML answer in another notation (reference §2.1).
///
/// An attribute becomes `$name`, text becomes `$`, a repeated child an array; attributes keep their
/// order and come first, children are sorted by name. `elem` is an array even for one row.
enum JSONRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    var text = ""
    JSONValue.object([("doc", value(of: Document(outcome, in: frame).root))]).write(to: &text)
    text += "\n"
    return Array(text.utf8)
  }

  private static func value(of element: Markup) -> JSONValue {
    var members = element.attributes.map { ("$\($0.name)", JSONValue.string($0.value)) }
    var children: [String: [JSONValue]] = [:]
    for child in element.children {
      switch child {
      case .element(let inner): children[inner.name, default: []].append(value(of: inner))
      case .text(let text): members.append(("$", .string(text)))
      }
    }
    members += children.sorted { $0.key < $1.key }.map { name, values in
      (name, values.count > 1 || name == "elem" ? .array(values) : values[0])
    }
    return .object(members)
  }
}
