/// A refusal that goes on the wire as an `error` node.
///
/// Throw one wherever the product answers with an error. Anything else that escapes a function is a
/// bug of ours: the panel logs it and answers `system/panel`.
///
/// Equality looks at ``kind``, ``object`` and ``value`` only; the place in our source is left out.
/// The sentences for people are made from these by `Messages`, in the caller's language.
public struct PanelError: Error, Sendable {
  /// The `type` attribute (reference §2.4).
  public enum Kind: String, CaseIterable, Sendable {
    /// No credentials, wrong ones, or a session that is over.
    case auth
    /// Signed in, but this account may not do that.
    case access
    /// What was asked for is not there, or a field that must be there is not.
    case missed
    /// A field is there and cannot be right.
    case value
    /// What was to be made is there already.
    case exists
    /// A limit of the account is reached.
    case limit
    /// The licence forbids it.
    case license
    /// A change by cookie without a proper `Referer`; repeating it with `sok=yes` passes.
    case refererConfirm = "referer_confirm"
    /// The panel itself failed; a client sees this only when we have a bug or a test asked for it.
    case system
  }

  public let kind: Kind
  /// What it is about, in the panel's words: a field (`ttl`), a thing (`domain`) or a function.
  public let object: String
  /// The offending value as the client sent it, when there is one.
  public private(set) var value: String?
  /// More for people than the template says, in English; goes into the place of `__desc__`.
  public let detail: String?
  /// The place in our source that refused; logged, never sent.
  public let origin: String
  /// Which sentence people get, where the kind alone does not decide it.
  var wording = Wording.ofKind

  /// A sentence for people.
  enum Wording: Sendable {
    /// The one of the kind.
    case ofKind
    /// "Invalid domain name '…'" (observed, reference §2.4).
    case invalidDomainName
  }

  /// Creates any refusal; functions use the factories below, faults and mutants this.
  public init(
    _ kind: Kind, object: String, value: String? = nil, detail: String? = nil,
    fileID: String = #fileID, line: Int = #line
  ) {
    self.kind = kind
    self.object = object
    self.value = value
    self.detail = detail
    self.origin = "\(fileID):\(line)"
  }
}

extension PanelError {
  /// A wrong name or password; both read the same, so that nobody can probe for names.
  static func badPassword(fileID: String = #fileID, line: Int = #line) -> Self {
    Self(.auth, object: "badpassword", fileID: fileID, line: line)
  }

  /// No credentials at all, or a session that is unknown or over.
  ///
  /// Assumed (reference §6, "Body after an expired session / no credentials").
  static func badSession(fileID: String = #fileID, line: Int = #line) -> Self {
    Self(.auth, object: "badsession", fileID: fileID, line: line)
  }

  static func access(
    _ object: String, value: String? = nil, fileID: String = #fileID, line: Int = #line
  ) -> Self {
    Self(.access, object: object, value: value, fileID: fileID, line: line)
  }

  /// A thing that is not there.
  static func missed(
    _ object: String, _ value: String, fileID: String = #fileID, line: Int = #line
  ) -> Self {
    Self(.missed, object: object, value: value, fileID: fileID, line: line)
  }

  /// A field that is required and absent or empty: `value` with an empty value, which is assumed
  /// (reference §2.4; older code throws `missed`).
  static func required(
    _ field: String, fileID: String = #fileID, line: Int = #line
  ) -> Self {
    Self(
      .value, object: field, value: "", detail: requiredDetail, fileID: fileID, line: line)
  }

  private static let requiredDetail = "The field is required."

  /// Whether this says that a required field is absent or empty.
  var isAboutRequiredField: Bool { kind == .value && detail == Self.requiredDetail }

  /// A field that is there and cannot be right; `expected` completes "It must be …".
  static func value(
    _ value: String, of field: String, expected: String,
    fileID: String = #fileID, line: Int = #line
  ) -> Self {
    Self(
      .value, object: field, value: value, detail: "It must be \(expected).",
      fileID: fileID, line: line)
  }

  /// A field that is no domain name; the product has a sentence of its own for it.
  static func invalidDomainName(
    _ value: String, of field: String, fileID: String = #fileID, line: Int = #line
  ) -> Self {
    var error = Self.value(
      value, of: field, expected: DomainName.formDescription, fileID: fileID, line: line)
    error.wording = .invalidDomainName
    return error
  }

  static func exists(
    _ object: String, _ value: String, fileID: String = #fileID, line: Int = #line
  ) -> Self {
    Self(.exists, object: object, value: value, fileID: fileID, line: line)
  }

  static func limit(
    _ object: String, _ value: String, fileID: String = #fileID, line: Int = #line
  ) -> Self {
    Self(.limit, object: object, value: value, fileID: fileID, line: line)
  }

  static func internalFault(fileID: String = #fileID, line: Int = #line) -> Self {
    Self(.system, object: "panel", fileID: fileID, line: line)
  }
}

extension PanelError {
  /// The same refusal without the caller's text.
  ///
  /// It says what the kind says: a sentence of its own may be made around the value.
  var withoutValue: Self {
    var error = self
    error.value = nil
    error.wording = .ofKind
    return error
  }
}

extension PanelError: Equatable {
  public static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && one.object == other.object && one.value == other.value
  }
}

extension PanelError: CustomStringConvertible {
  /// The refusal on one line, for the log; what the client sent is quoted and escaped.
  public var description: String {
    let about = value.map { "\(object)=\($0.debugDescription)" } ?? object
    return "\(kind.rawValue)/\(about)"
  }
}
