/// The `error` element (anatomy observed, reference §2.4).
enum ErrorMarkup {
  static func element(_ error: PanelError, in frame: Frame) -> Markup {
    let text = Messages.text(of: error, in: frame.language)
    var children = [
      Markup("param", objectAttributes(error, text), text: error.object),
      Markup("param", [Reply.Cell("name", "value")], text: error.value ?? ""),
    ]
    if text.group?.contains("__desc__") == true {
      children.append(Markup("param", [Reply.Cell("name", "desc")], text: error.detail ?? ""))
    }
    children.append(Markup("stack", elements: [action(in: frame)]))
    if let group = text.group { children.append(Markup("group", text: group)) }
    if text.repeatsAsDetail { children.append(Markup("detail", text: text.message)) }
    children.append(Markup("msg", text: text.message))
    return Markup(
      "error",
      [
        Reply.Cell("type", error.kind.rawValue), Reply.Cell("object", error.object),
        Reply.Cell("lang", frame.language.rawValue), Reply.Cell("code", "1"),
      ], elements: children)
  }

  private static func objectAttributes(
    _ error: PanelError, _ text: Messages.ErrorText
  ) -> [Reply.Cell] {
    let base = [Reply.Cell("name", "object"), Reply.Cell("type", "msg")]
    return text.label.map { base + [Reply.Cell("msg", $0)] } ?? base
  }

  private static func action(in frame: Frame) -> Markup {
    Markup(
      "action",
      [
        Reply.Cell("level", String(frame.level.rawValue)), Reply.Cell("user", frame.account),
      ], text: frame.function)
  }
}
