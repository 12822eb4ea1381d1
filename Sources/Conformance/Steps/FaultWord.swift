/// What `do:` of the step `fault` takes.
enum FaultWord: String, CaseIterable {
  case unreachable
  case refusePassword = "refuse-password"
  case answerLost = "answer-lost"
  case status = "http-status"
  case page = "html-page"
  case error
  case late
  case silent
  case reset
  case closed
  case cut
  case empty
  case brokenXML = "broken-xml"
  case wrongCharset = "wrong-charset"
  case sessionLost = "session-lost"

  /// What it does, for the steps' page.
  var help: String {
    switch self {
    case .unreachable: "no connection"
    case .refusePassword: "an `auth` error"
    case .answerLost: "the request is carried out and the connection is reset"
    case .status: "an HTTP `status` instead of carrying out"
    case .page: "a page of HTML instead of carrying out"
    case .error: "an error of the product instead of carrying out"
    case .late: "the answer comes late"
    case .silent: "no answer until the caller gives up"
    case .reset: "the connection is reset"
    case .closed: "the connection is closed in order"
    case .cut: "the answer ends after so many `bytes`"
    case .empty: "status 200 and no body"
    case .brokenXML: "status 200 and XML that ends in the middle"
    case .wrongCharset: "the answer in another charset than its header says"
    case .sessionLost: "the session of the call is over"
    }
  }
}
