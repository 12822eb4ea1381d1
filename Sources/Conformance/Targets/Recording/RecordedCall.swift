internal import FakeDNSmanager
internal import XMLReading

/// One call that a client made to a panel, and what it was answered.
struct RecordedCall: Sendable {
  /// Query and body, in their order; of a parameter that came twice the last.
  let form: [Parameter]
  /// The session that came as a cookie.
  let cookie: String?
  /// The HTTP status of the answer.
  let status: Int
  let body: [UInt8]
  /// The session that the answer opened.
  let opened: String?

  init(_ request: PanelRequest, _ answer: PanelAnswer) throws(FormTooLarge) {
    let pairs = try Form(query: request.query, body: request.body).pairs
    var form: [Parameter] = []
    for pair in pairs {
      form.removeAll { $0.name == pair.name }
      form.append(Parameter(pair.name, pair.value))
    }
    self.form = form
    status = answer.status
    body = answer.body
    cookie = Self.session(in: request.headers["cookie"] ?? "")
    let cookies = answer.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
    opened =
      form.contains { $0 == Parameter("func", "auth") }
      ? cookies.lazy.compactMap { Self.session(in: $0) }.first ?? Self.session(told: answer) : nil
  }

  /// The value of a parameter; `nil` when it is absent or empty.
  subscript(_ name: String) -> String? {
    form.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  var function: String { self["func"] ?? "" }

  /// The answer as XML, when it is that.
  var document: XMLReply? { try? XMLReply(body) }

  /// The `out` with which a scenario makes the call; `nil` is `xml`.
  ///
  /// A page tells neither the session that it opens nor why it opens none, so who signs in at one is
  /// recorded as if he had asked for XML.
  var out: String? {
    guard let out = self["out"] else { return nil }
    return function != "auth" || Self.dataFormats.contains(out.lowercased()) ? out : nil
  }

  /// Whether a scenario gets the answer as XML: where the client asked for no format it does.
  var isXML: Bool { ["xml", "devel", nil].contains(out?.lowercased()) }

  /// The type of the refusal that the answer is, in whatever notation; `nil` for none and for a page.
  var refusal: String? {
    if let document { return try? document.string(at: "/doc/error/@type") }
    let text = String(decoding: body, as: UTF8.self)
    let json = /"error"\s*:\s*\{\s*"\$?type"\s*:\s*"([a-z]+)"/
    return (text.firstMatch(of: json)?.1 ?? text.prefixMatch(of: /ERROR ([a-z]+)\(/)?.1)
      .map(String.init)
  }

  /// Whether the panel did not take the login and the password that the call came with.
  var isTurnedAway: Bool {
    // The page of a browser only says so in words.
    function == "auth" ? opened == nil : refusal == "auth"
  }

  /// How the call ends in XML: `ok` or the type of the refusal.
  var outcome: String {
    refusal ?? (function == "auth" && opened == nil ? "auth" : "ok")
  }

  /// The formats that hold data; all others are pages (reference, section 2.1).
  private static let dataFormats: Set = [
    "xml", "devel", "json", "xjson", "sjson", "jsondata", "bjson", "text",
  ]

  /// The session of a cookie such as `dnsmgrses5=33bc…` (reference, section 1.2).
  private static func session(in cookies: String) -> String? {
    cookies.firstMatch(of: /\b[a-z]+ses5=([0-9a-f]{12,64})\b/).map { String($0.output.1) }
  }

  /// The session that an answer of `auth` tells, in XML, JSON or text.
  private static func session(told answer: PanelAnswer) -> String? {
    answer.text.firstMatch(of: /\bid"?(?:=|:\s*)"?([0-9a-f]{12,64})\b/).map { String($0.output.1) }
  }
}
