/// The `metadata` and `messages` that the full answers carry (observed in part, reference §2.1, §2.3).
enum Metadata {
  /// The elements that describe a reply; none where the captures show none.
  static func elements(for reply: Reply, in frame: Frame) -> [Markup] {
    switch reply {
    // The name is observed (reference §2.3), what stands in it is not.
    case .list(let list): [messages(frame), describe(list, frame), Markup("p_possible_filters")]
    case .form(let form): [messages(frame), describe(form, frame)]
    case .done: done(frame)
    case .document: []
    }
  }

  private static func done(_ frame: Frame) -> [Markup] {
    // The one captured answer to this call has it (observed, reference §2.2).
    if frame.function == "domain.record.delete" {
      return [Markup("tips", elements: [Markup("tip", text: "help_links")])]
    }
    return frame.function.hasSuffix(".edit") ? [messages(frame)] : []
  }

  /// A program takes `messages` for the sign that `domain.edit` worked (reference §5, quirk 9).
  private static func messages(_ frame: Frame) -> Markup {
    Markup(
      "messages", [Reply.Cell("name", frame.function)],
      elements: [Markup("msg", [Reply.Cell("name", "title")], text: frame.function)])
  }

  private static func describe(_ list: Reply.List, _ frame: Frame) -> Markup {
    let columns = (list.rows.first ?? []).map { cell in
      Markup("col", [Reply.Cell("name", cell.name), Reply.Cell("type", "data")])
    }
    return Markup(
      "metadata",
      [
        Reply.Cell("name", frame.function), Reply.Cell("type", "list"),
        Reply.Cell("key", list.key), Reply.Cell("keyname", list.key),
      ], elements: [Markup("coldata", elements: columns)])
  }

  private static func describe(_ form: Reply.FormView, _ frame: Frame) -> Markup {
    let selects = Set(form.selects.map(\.field))
    let fields = form.fields.map { cell in
      let kind = selects.contains(cell.name) ? "select" : "text"
      let control =
        kind == "select"
        ? Markup("select", [Reply.Cell("name", cell.name)])
        : Markup("input", [Reply.Cell("type", kind), Reply.Cell("name", cell.name)])
      return Markup("field", [Reply.Cell("name", cell.name)], elements: [control])
    }
    return Markup(
      "metadata", [Reply.Cell("name", frame.function), Reply.Cell("type", "form")],
      elements: [Markup("form", elements: fields)])
  }
}
