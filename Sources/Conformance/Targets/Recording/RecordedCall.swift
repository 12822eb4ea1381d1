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

  /// The session of a cookie such as `dnsmgrses5=33bc…` (reference, section 1.2).
  private static func session(in cookies: String) -> String? {
    cookies.firstMatch(of: /\b[a-z]+ses5=([0-9a-f]{12,64})\b/).map { String($0.output.1) }
  }

  /// The session that an answer of `auth` tells, in XML or JSON.
  private static func session(told answer: PanelAnswer) -> String? {
    answer.text.firstMatch(of: /\bid"?(?:=|:\s*)"([0-9a-f]{12,64})"/).map { String($0.output.1) }
  }
}
