/// How a call says who it comes from (reference §1.2).
enum Credentials: Sendable, Equatable {
  /// `authinfo=name:password`, split at the first colon, which is assumed (reference §1.2).
  case password(name: String, password: String)
  /// `auth=<session id>`.
  case session(id: String)
  /// The cookie `dnsmgrses5`, which needs a proper `Referer` for changes.
  case cookie(id: String)
  case none

  /// The name of the session cookie.
  static let cookieName = "dnsmgrses5"

  /// Reads the credentials of a call: `authinfo` first, then `auth`, then the cookie, which is
  /// assumed (reference §1.2).
  init(form: Form, headers: [String: String]) {
    if let text = form["authinfo"] {
      let parts = text.utf8.split(
        separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false
      ).compactMap(String.init)
      self = .password(name: parts.first ?? "", password: parts.count > 1 ? parts[1] : "")
    } else if let id = form["auth"] {
      self = .session(id: id)
    } else if let id = Self.cookie(in: headers["cookie"]) {
      self = .cookie(id: id)
    } else {
      self = .none
    }
  }

  /// The function of a call that names none: the start page, or for nobody the form to sign in with
  /// (documented, reference §1.4; which of the two is assumed).
  var startFunction: String { self == .none ? Logon.contract.name : Desktop.contract.name }

  private static func cookie(in header: String?) -> String? {
    for part in header?.split(separator: ";") ?? [] {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].drop(while: { $0 == " " }) == cookieName else { continue }
      return String(pair[1])
    }
    return nil
  }
}
