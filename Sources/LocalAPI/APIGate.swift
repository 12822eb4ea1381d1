private import Crypto
internal import HTTPTypes

/// Who may call.
struct APIGate: Sendable {
  private let token: SHA256Digest?

  init(token: String?) {
    self.token = token.map { SHA256.hash(data: Array($0.utf8)) }
  }

  /// The answer to a caller who may not; `nil` when he may.
  func refusal(_ headers: HTTPFields) -> APIReply? {
    // A page in a browser could reach a port on loopback; it always says where it comes from.
    if let origin = headers[.origin] {
      let error = APIError(
        status: 403, field: "Origin", value: origin, "may not call: this port is not for web pages")
      return APIReply(refusing: error)
    }
    guard let token else { return nil }
    // Digests are compared in constant time.
    if let given = Self.bearer(headers), SHA256.hash(data: Array(given.utf8)) == token {
      return nil
    }
    let error = APIError(
      status: 401, field: "Authorization", "must be Bearer and the token of this server")
    return APIReply(refusing: error)
  }

  /// What stands behind the scheme, whose letter case does not matter (RFC 9110, section 11.1).
  private static func bearer(_ headers: HTTPFields) -> Substring? {
    let parts = headers[.authorization]?.split(separator: " ", maxSplits: 1) ?? []
    return parts.count == 2 && parts[0].lowercased() == "bearer" ? parts[1] : nil
  }
}
