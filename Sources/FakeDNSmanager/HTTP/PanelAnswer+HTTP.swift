internal import NIOHTTP1

extension HTTPResponseHead {
  /// The answer to what cannot be read as a request, after which the connection ends.
  static func refusal(of error: HTTPParserError) -> HTTPResponseHead {
    let isTooLarge = error == .headerOverflow
    return HTTPResponseHead(
      version: .http1_1, status: isTooLarge ? .requestHeaderFieldsTooLarge : .badRequest,
      headers: ["Connection": "close", "Content-Length": "0"])
  }
}

extension PanelAnswer {
  /// The head under which this answer goes out.
  ///
  /// The length is always given and never chunked, because clients of HTTP/1.0 and `grep` read the
  /// raw body; but 204 must not have one (RFC 9110, section 8.6). There is no `Date`: the same calls give the same bytes.
  func responseHead(to request: HTTPRequestHead, keepsAlive: Bool) -> HTTPResponseHead {
    let isOld = request.version.major == 1 && request.version.minor == 0
    var fields = HTTPHeaders()
    fields.reserveCapacity(headers.count + 2)
    for header in headers { fields.add(name: header.name, value: header.value) }
    if status != 204 { fields.add(name: "Content-Length", value: String(body.count)) }
    if !keepsAlive {
      fields.add(name: "Connection", value: "close")
    } else if isOld {
      fields.add(name: "Connection", value: "keep-alive")
    }
    return HTTPResponseHead(
      version: isOld ? .http1_0 : .http1_1, status: HTTPResponseStatus(statusCode: status),
      headers: fields)
  }

  /// The answer to a method that the panel does not take.
  static var methodNotAllowed: PanelAnswer {
    var answer = PanelAnswer.status(405, "The panel takes GET and POST")
    answer.headers.append(Header("Allow", "GET, HEAD, POST"))
    return answer
  }

  /// The way from plain HTTP to HTTPS.
  static func redirect(_ head: HTTPRequestHead, toPort port: Int) -> PanelAnswer {
    let host = head.headers.first(name: "Host").flatMap(Self.hostName) ?? "127.0.0.1"
    let target = RequestTarget(head.uri)
    let path = target.path.hasPrefix("/") ? target.path : "/"
    let query = target.query.isEmpty ? "" : "?\(target.query)"
    var answer = PanelAnswer.status(redirectStatus, "This panel is reached over https")
    answer.headers.append(Header("Location", "https://\(host):\(port)\(path)\(query)"))
    return answer
  }

  /// Assumed: the product has the switch (reference §1.1); no source tells the status it sends.
  private static let redirectStatus = 301

  /// The host of a `Host` field without its port; `nil` when it is no name and no address.
  private static func hostName(_ field: String) -> String? {
    let name =
      field.hasPrefix("[")
      ? field.prefix { $0 != "]" } + "]" : field.prefix { $0 != ":" }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    return isPlain && !name.isEmpty ? String(name) : nil
  }
}
