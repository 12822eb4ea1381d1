internal import NIOCore
internal import NIOHTTP1

extension PanelRequest {
  /// Reads a request as it came over the wire.
  ///
  /// HEAD is GET to the panel; leaving the body out is the sender's business.
  init(_ head: HTTPRequestHead, body: ByteBuffer, remoteAddress: String, isSecure: Bool) {
    let target = RequestTarget(head.uri)
    var headers: [String: String] = [:]
    for name in Self.headersThatMatter where head.headers.contains(name: name) {
      // RFC 9110 §5.3: repeated fields are one list; cookies are joined by "; " (RFC 6265 §5.4).
      headers[name] = head.headers[name].joined(separator: name == "cookie" ? "; " : ", ")
    }
    self.init(
      method: head.method == .POST ? "POST" : "GET", path: target.path, query: target.query,
      body: Array(body.readableBytesView), headers: headers, remoteAddress: remoteAddress,
      isSecure: isSecure)
  }

  private static let headersThatMatter = ["host", "cookie", "referer", "content-type"]
}

/// The target of a request line, cut at the first `?`.
///
/// Proxies send the absolute form, `http://host/path?query` (RFC 9112 §3.2.2).
struct RequestTarget: Equatable {
  let path: String
  let query: String

  init(_ text: String) {
    let origin = Self.originForm(of: text)
    // Octets and not characters: finding where a character ends costs more than all the rest.
    let mark = origin.utf8.firstIndex(of: UInt8(ascii: "?"))
    path = String(origin[..<(mark ?? origin.endIndex)])
    query = mark.map { String(origin[origin.utf8.index(after: $0)...]) } ?? ""
  }

  private static func originForm(of text: String) -> Substring {
    guard text.utf8.first != UInt8(ascii: "/") else { return text[...] }
    for scheme in ["http://", "https://"] where text.lowercased().hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
      let origin = rest[end...]
      return origin.hasPrefix("/") ? origin : "/" + origin
    }
    return text[...]
  }
}

extension SocketAddress {
  /// The address as text; an IPv4 caller of an IPv6 socket in its IPv4 form.
  var plainIPAddress: String? {
    guard let text = ipAddress else { return nil }
    let mapped = "::ffff:"
    guard text.hasPrefix(mapped), text.contains(".") else { return text }
    return String(text.dropFirst(mapped.count))
  }
}
