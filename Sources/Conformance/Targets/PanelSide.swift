/// A name and a value, in the order of a form.
public struct Parameter: Hashable, Sendable {
  /// The parameter's name.
  public let name: String
  /// The parameter's value, not yet percent-encoded.
  public let value: String

  /// Creates a parameter.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What a panel answered.
public struct CallAnswer: Sendable {
  /// The HTTP status; 0 when the connection ended without an answer.
  public let status: Int
  /// The `Content-Type` field.
  public let contentType: String
  /// The body as it came.
  public let body: [UInt8]

  /// Creates an answer.
  public init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// One request that a panel has received.
public struct ReceivedRequest: Hashable, Sendable {
  /// The panel function, `user.edit`.
  public let function: String
  /// The account that was named, or an empty text.
  public let account: String
  /// `ok`, or the type of the error that was answered.
  public let outcome: String

  /// Creates a request.
  public init(function: String, account: String, outcome: String) {
    self.function = function
    self.account = account
    self.outcome = outcome
  }
}
