/// The kinds of faults by the words that the control port and scenarios use, with what they need.
enum FaultKind: String, Codable, CaseIterable, Sendable {
  case delay, never, reset, close, cut, status, html, empty
  case brokenXML = "broken_xml"
  case charset, refusal, session, certificate

  /// What the caller gets to see.
  var summary: String {
    switch self {
    case .delay: "the answer comes late, by `milliseconds`"
    case .never: "no answer; the connection stays open until the caller gives up"
    case .reset: "the connection is reset without a byte"
    case .close: "the connection is closed in order without a byte"
    case .cut: "the connection is closed after so many `bytes` of the body"
    case .status: "an HTTP `status` with a short text, or with none where it has no content"
    case .html: "a page of HTML with status 200, as a proxy shows it"
    case .empty: "status 200 and no body"
    case .brokenXML: "status 200 and XML that ends in the middle"
    case .charset: "the answer in UTF-16 under a header that says UTF-8"
    case .refusal: "the product's own refusal, of a `type`, an `object` and a `value`"
    case .session: "the session that the call came with is over"
    case .certificate: "HTTPS shows a certificate of another name; counts connections, not calls"
    }
  }
}
