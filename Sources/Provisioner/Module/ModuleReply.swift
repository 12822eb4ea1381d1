/// What a processing module prints, and how it ends.
public struct ModuleReply: Equatable, Sendable {
  /// What goes to standard output.
  public var output = ""
  /// What goes to standard error.
  public var complaint = ""
  /// 0 for success, 1 for any error (billing reference, 2.5).
  public var exitCode: Int32 = 0

  /// The command is done; commands for a service say nothing then.
  public static let done = Self()

  static func document(_ content: String) -> Self {
    Self(output: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doc>\(content)</doc>\n")
  }

  /// A failure as the billing system reads it: on standard output, with the code 1 (2.4, 2.5).
  static func error(type: String, object: String, value: String, message: String) -> Self {
    let (type, object) = (XMLText.escaped(type), XMLText.escaped(object))
    var reply = document(
      "<error type=\"\(type)\" object=\"\(object)\">"
        + "<param name=\"object\" type=\"msg\" msg=\"\(object)\">\(object)</param>"
        + "<param name=\"value\">\(XMLText.escaped(value))</param>"
        + "<msg>\(XMLText.escaped(message))</msg></error>")
    reply.exitCode = 1
    return reply
  }

  /// A command line that cannot be used: on standard error (2.2).
  static func usage(_ error: ModuleUsageError) -> Self {
    Self(complaint: "nslab module: \(error.message)\n\(ModuleOption.usage)", exitCode: 1)
  }
}

extension ModuleReply {
  /// A command that failed; what it is about is in the panel's words where the panel refused.
  init(_ operation: RunningOperation) {
    let unknown = FailureCause(
      type: "nameserver", object: operation.command.rawValue, value: "\(operation.service)")
    self.init(operation.cause ?? unknown, operation.error ?? "")
  }

  init(_ cause: FailureCause, _ message: String) {
    self = .error(type: cause.type, object: cause.object, value: cause.value, message: message)
  }

  /// The types are the vendor's where it has one for the cause; `nameserver` and `status` are assumed.
  init(_ error: BillingError, command: String) {
    let (type, object, value) =
      switch error {
      case .badField(let field, let value, _): ("value", field, value)
      case .noSuch(let kind, let key): ("missed", kind, key)
      case .exists(let kind, let key): ("exists", kind, key)
      case .wrongStatus(_, let status, _), .notActive(_, let status):
        ("status", command, status.name)
      case .unfinished(_, let pending, _): ("status", command, pending.rawValue)
      case .wrongItemType(_, let type): ("value", "itemtype", type)
      case .integrationInUse(let id, _): ("busy", "nameserver", "\(id)")
      case .integrationRefused: ("nameserver", "nameserver", "")
      case .busy(let service): ("lock", "item", "\(service)")
      case .store: ("db", "store", "")
      }
    self = .error(type: type, object: object, value: value, message: error.description)
  }

  /// A failing connection: the vendor's own types where they are known (1.3, 2.7).
  init(_ problem: IntegrationProblem) {
    let type =
      switch problem {
      case .cannotLogIn: "invalid_login_or_passwd"
      case .wrongRole, .suspended: "access"
      case .unreachable, .redirected, .wrongStatus, .notAPanel, .refused: "client"
      }
    self = .error(
      type: type, object: problem.name, value: "", message: problem.description)
  }
}
