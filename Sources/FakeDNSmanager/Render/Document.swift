/// The `doc` that XML and the JSON family share: one tree, written in two notations.
struct Document {
  var root: Markup

  /// How much of the tree is written.
  enum Detail {
    /// No metadata, no messages: `out=xml`, which is assumed (reference §2.1).
    case plain
    /// Everything: `out=devel` and the JSON family.
    case full
  }

  init(_ outcome: Outcome, in frame: Frame, detail: Detail = .plain) {
    switch outcome {
    case .success(let reply):
      root = Self.doc(reply, in: frame)
      if detail == .full {
        root.attributes += Self.furniture(frame)
        root.elements += Metadata.elements(for: reply, in: frame)
      }
    case .failure(let error):
      root = Markup("doc", elements: [ErrorMarkup.element(error, in: frame)])
    }
  }

  private static func doc(_ reply: Reply, in frame: Frame) -> Markup {
    let echo = [
      Markup("tparams", cells: frame.echoed),
      Markup("saved_filters"),
    ]
    var extra: [Reply.Cell] = []
    let children: [Markup]
    switch reply {
    case .done(let done):
      let id = done.id.map { [Markup("id", text: $0)] } ?? []
      let ok = [Markup("ok")]
      children =
        switch done.key {
        case .first: id + ok + echo
        case .last: ok + id + echo
        }
    case .list(let list):
      extra = [Reply.Cell("favorite", "no"), Reply.Cell("pin", "no")]
      children = echo + rows(list)
    case .form(let form): children = fields(form) + echo
    case .document(let own):
      children = own + echo
      if own.contains(where: { $0.name == "auth" }) {
        extra = [Reply.Cell("stylesheet", "login")]
      }
    }
    return Markup("doc", attributes(frame, extra), elements: children)
  }

  /// The attributes in the order of the captured answers (reference §2.2, §2.3).
  private static func attributes(_ frame: Frame, _ extra: [Reply.Cell]) -> [Reply.Cell] {
    [
      Reply.Cell("lang", frame.language.rawValue),
      Reply.Cell("func", frame.function),
      Reply.Cell("binary", frame.binary),
      Reply.Cell("host", frame.host),
      Reply.Cell("themename", frame.settings.theme),
      Reply.Cell("features", frame.settings.features),
      Reply.Cell("notify", ""),
    ] + extra + [Reply.Cell("theme", "/manimg/\(frame.settings.theme)/")]
  }

  /// What the full answers add for the pages' own use (observed, reference §2.1 and §2.2).
  private static func furniture(_ frame: Frame) -> [Reply.Cell] {
    [
      Reply.Cell("css", "main.css"), Reply.Cell("logo", "logo.png"),
      Reply.Cell("logolink", frame.hostWithoutPort), Reply.Cell("favicon", "favicon.ico"),
      Reply.Cell("localdir", "default/"),
    ]
  }

  /// That an empty list has its three numbers too is assumed (reference §2.3).
  private static func rows(_ list: Reply.List) -> [Markup] {
    var result: [Markup] = []
    result.reserveCapacity(list.rows.count + 6)
    result += [
      Markup("p_sort", text: list.sort.column),
      Markup("p_order", text: list.sort.ascending ? "asc" : "desc"),
    ]
    if let range = list.keyRange { result.append(Markup("page", text: range)) }
    result += list.rows.map { row in
      Markup("elem", cells: row)
    }
    return result + [
      Markup("p_cnt", text: String(list.pageSize)),
      Markup("p_num", text: String(list.page)),
      Markup("p_elems", text: String(list.total)),
    ]
  }

  private static func fields(_ form: Reply.FormView) -> [Markup] {
    let selects = form.selects.map { select in
      Markup(
        "slist", [Reply.Cell("name", select.field)],
        elements: select.choices.map { choice in
          Markup("val", [Reply.Cell("key", choice.name)], text: choice.value)
        })
    }
    let keys = [
      form.elid.map { Markup("elid", text: $0) }, form.plid.map { Markup("plid", text: $0) },
    ].compactMap { $0 }
    return selects + keys + form.fields.map { Markup($0.name, text: $0.value) }
  }
}

extension Reply.List {
  /// First and last key of the page, as the product prints it; `nil` on an empty page.
  var keyRange: String? {
    guard let first = rows.first, let last = rows.last else { return nil }
    let keys = [first, last].map { row in row.first { $0.name == key }?.value ?? "" }
    return keys.joined(separator: " - ")
  }
}
