/// Why a command did not succeed this time; recorded with the operation.
public struct OperationFailure: Error, CustomStringConvertible {
  /// Whether a person must look before it is worth trying again.
  public let isPermanent: Bool
  /// What it is about, for programs.
  public let cause: FailureCause
  /// What went wrong and, where we know, the mend.
  ///
  /// Never carries a password.
  public let message: String

  public var description: String { message }

  /// The integration to blame, for the list of problems.
  let problem: Integration?

  static func permanent(_ cause: FailureCause, _ message: String) -> Self {
    Self(isPermanent: true, cause: cause, message: message, problem: nil)
  }

  static func temporary(_ cause: FailureCause, _ message: String) -> Self {
    Self(isPermanent: false, cause: cause, message: message, problem: nil)
  }

  /// A call that failed, with the address it went to.
  init(_ error: ClientError, at integration: Integration) {
    self.init(
      isPermanent: error.isPermanent, cause: FailureCause(error, at: integration),
      message: "\(integration.label) at \(integration.url): \(error)",
      problem: error.isAboutConnection ? integration : nil)
  }

  private init(isPermanent: Bool, cause: FailureCause, message: String, problem: Integration?) {
    self.isPermanent = isPermanent
    self.cause = cause
    self.message = message
    self.problem = problem
  }
}
