/// Writes a small page where the product shows its theme.
///
/// No client reads it; it is there so that a person who opens the address sees what it is.
enum HTMLRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    let text: String =
      switch outcome {
      case .success(.document(let elements)) where elements.contains { $0.name == "auth" }:
        "Signed in."
      case .success: "FakeDNSmanager: a simulator for tests."
      case .failure(let error): Messages.text(of: error, in: frame.language).message
      }
    var page = Array("<!DOCTYPE html>\n".utf8)
    Markup(
      "html", [Reply.Cell("lang", frame.language.rawValue)],
      elements: [
        Markup("head", elements: [Markup("title", text: "DNSmanager")]),
        Markup("body", elements: [Markup("p", text: text)]),
      ]
    ).write(to: &page)
    page.write("\n")
    return page
  }
}
