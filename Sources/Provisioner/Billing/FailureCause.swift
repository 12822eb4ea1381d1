/// What a failure is about, in the three words of the vendor's error XML: type, object and value
/// (billing reference, 2.4).
///
/// Open: what a panel refuses keeps the panel's own words.
public struct FailureCause: Codable, Equatable, Sendable {
  /// The kind of failure, such as `exists`.
  public let type: String
  /// What it is about, such as `user`.
  public let object: String
  /// Which one it is about, such as a login; empty when there is none.
  ///
  /// Never a password.
  public let value: String

  init(type: String, object: String, value: String = "") {
    self.type = type
    self.object = object
    self.value = value
  }

  /// What a call that failed is about.
  ///
  /// Observed in the vendor's framework: what is wrong with the connection itself is `client`.
  init(_ error: ClientError, at integration: Integration) {
    switch error {
    case .refused(let refusal):
      self.init(type: refusal.type, object: refusal.object, value: refusal.value)
    case .http, .unreadable, .unreachable:
      self.init(type: "client", object: "nameserver", value: integration.url.text)
    }
  }
}

extension FailureCause {
  /// It is there and must not be, or belongs to somebody else.
  static func exists(_ object: String, _ value: String) -> Self {
    Self(type: WireWords.existsRefusal, object: object, value: value)
  }

  /// It is needed and not there.
  static func missed(_ object: String, _ value: String = "") -> Self {
    Self(type: WireWords.missedRefusal, object: object, value: value)
  }

  /// It cannot be what it is.
  static func value(_ object: String, _ value: String) -> Self {
    Self(type: "value", object: object, value: value)
  }

  /// It may not be used for this.
  static func access(_ object: String, _ value: String) -> Self {
    Self(type: WireWords.accessRefusal, object: object, value: value)
  }
}
