extension Fault {
  /// What goes out instead of, or around, the normal answer.
  ///
  /// `normal` is the answer of the performed call, `nil` when the fault came before it; `rendering`
  /// renders a refusal in the format that the caller asked for.
  func answer(
    to normal: PanelAnswer?, rendering: (Panel.Performed) -> PanelAnswer
  ) -> PanelAnswer {
    switch effect {
    case .delay(let duration): delivered(normal, .delayed(duration))
    case .neverAnswer: delivered(normal, .never)
    case .reset: delivered(normal, .reset)
    case .close: delivered(normal, .closed)
    case .cutBody(let count): delivered(normal, .cut(afterBodyBytes: count))
    case .status(let status): .status(status, "A fault that a test asked for")
    case .htmlPage:
      PanelAnswer(
        headers: [PanelAnswer.Header("Content-Type", "text/html")],
        body: Array("<!DOCTYPE html><html><body>It works!</body></html>\n".utf8))
    case .empty: PanelAnswer(headers: [PanelAnswer.Header("Content-Type", "text/xml")])
    case .brokenXML:
      PanelAnswer(
        headers: [PanelAnswer.Header("Content-Type", "text/xml")],
        body: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doc><elem><name>".utf8))
    case .wrongCharset: normal.map(\.inUTF16) ?? PanelAnswer()
    case .sessionLost, .foreignCertificate: normal ?? PanelAnswer()
    case .refusal(let error): rendering(Panel.Performed(outcome: .failure(error)))
    }
  }

  private func delivered(_ normal: PanelAnswer?, _ delivery: PanelAnswer.Delivery) -> PanelAnswer {
    var answer = normal ?? PanelAnswer()
    answer.delivery = delivery
    return answer
  }
}

extension Fault.Effect {
  /// The refusal that stands in the answer's place; `nil` when it is none.
  var refusal: PanelError? {
    if case .refusal(let error) = self { error } else { nil }
  }

  /// Whether the caller gets the real answer, only late or in part: then the call has to be performed
  /// whatever the phase.
  var letsTheCallThrough: Bool {
    switch self {
    case .delay, .cutBody, .wrongCharset, .foreignCertificate: true
    // The panel itself refuses what comes without a session.
    case .sessionLost: true
    case .neverAnswer, .reset, .close, .status, .htmlPage, .empty, .brokenXML, .refusal: false
    }
  }
}

extension PanelAnswer {
  /// The same answer in UTF-16, little end first and without a mark, under the same header.
  fileprivate var inUTF16: PanelAnswer {
    var answer = self
    answer.body = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    return answer
  }

  /// A short text under an HTTP status: what the web server says and not the panel.
  ///
  /// Without the text under a status that has no content.
  static func status(_ status: Int, _ text: String) -> PanelAnswer {
    guard !statusesWithoutContent.contains(status) else { return PanelAnswer(status: status) }
    return PanelAnswer(
      status: status, headers: [Header("Content-Type", "text/plain; charset=utf-8")],
      body: Array("\(text)\n".utf8))
  }

  /// What a client takes to end with its head (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
  private static let statusesWithoutContent: Set<Int> = [204, 205, 304]
}
