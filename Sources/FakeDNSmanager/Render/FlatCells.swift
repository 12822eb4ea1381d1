extension Reply.FormView {
  /// The keys and fields of a form as one flat row.
  var allFields: [Reply.Cell] {
    let keys = [elid.map { Reply.Cell("elid", $0) }, plid.map { Reply.Cell("plid", $0) }]
    return keys.compactMap { $0 } + fields
  }
}

extension Reply.Done {
  /// What was saved, with its key as `id`.
  var cells: [Reply.Cell] {
    let key = id.map { [Reply.Cell("id", $0)] } ?? []
    return switch self.key {
    case .first: key + saved
    case .last: saved + key
    }
  }
}

extension [Markup] {
  /// The elements as one flat row: text by the element's name, attributes as `name.attribute`.
  var flatCells: [Reply.Cell] {
    flatMap { element in
      [Reply.Cell(element.name, element.text)]
        + element.attributes.map { Reply.Cell("\(element.name).\($0.name)", $0.value) }
    }
  }
}

extension JSONValue {
  /// How much of the sentence for people a refusal shows.
  enum MessageDetail {
    case whole
    /// Without the value, which is the caller's own text.
    case withoutValue
  }

  /// One object of texts; of cells with the same name the last one stays.
  static func flat(_ cells: [Reply.Cell]) -> JSONValue {
    var names: Set<String> = []
    let unique = cells.reversed().filter { names.insert($0.name).inserted }.reversed()
    return .object(unique.map { ($0.name, .string($0.value)) })
  }

  /// One object of a document's elements; where several have one name it holds an array of them, as in
  /// the full tree.
  static func flat(_ elements: [Markup], _ value: (String) -> JSONValue = Self.string) -> JSONValue
  {
    var names: [String] = []
    var values: [String: [JSONValue]] = [:]
    for cell in elements.flatCells {
      if values[cell.name] == nil { names.append(cell.name) }
      values[cell.name, default: []].append(value(cell.value))
    }
    return .object(
      names.map { name in
        let all = values[name] ?? []
        return (name, all.count == 1 ? all[0] : .array(all))
      })
  }

  /// A refusal; the inner names are inferred (reference §6).
  static func error(_ error: PanelError, message: MessageDetail, in frame: Frame) -> JSONValue {
    let shown = message == .whole ? error : error.withoutValue
    var members: [(String, JSONValue)] = [
      ("type", .string(error.kind.rawValue)), ("object", .string(error.object)),
    ]
    if let value = shown.value { members.append(("value", .string(value))) }
    members.append(("msg", .string(Messages.text(of: shown, in: frame.language).message)))
    return .object([("error", .object(members + [("code", .string("1"))]))])
  }
}
