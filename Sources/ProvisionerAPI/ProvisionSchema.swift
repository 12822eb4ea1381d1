internal import LocalAPI
internal import Provisioner

/// The shapes of the API's JSON.
enum ProvisionSchema: String, APISchema {
  case health = "Health"
  case provider = "Provider"
  case plan = "Plan"
  case nameServerItem = "NameServerItem"
  case integration = "Integration"
  case orderRequest = "OrderRequest"
  case service = "Service"
  case parameter = "Parameter"
  case change = "Change"
  case outcome = "Outcome"
  case retry = "Retry"
  case drift = "Drift"
  case operation = "Operation"
  case cause = "Cause"
  case task = "Task"
  case problem = "Problem"
  case mail = "Mail"
  case clock = "Clock"
  case step = "Step"
  case error = "Error"

  typealias Member = JSONShape.Member

  var shape: JSONShape { .object(members, needs: needs) }

  /// A licence is bound to the server's address.
  private var needs: [JSONShape.Need] {
    guard self == .orderRequest else { return [] }
    return ControlPanel.allCases.map {
      JSONShape.Need(of: "panel", being: $0.rawValue, members: ["address"])
    }
  }

  /// What a record's id can be.
  static let ids: ClosedRange<Int64> = 1...Int64.max
  // RFC 5321 allows more; these are the characters that ``Order`` takes.
  private static let address = "^[!#-+\\--:=?A-~]+@[!#-+\\--:=?A-~]+$"

  /// The members of the object.
  var members: [Member] {
    switch self {
    case .health: [.string("status")]
    case .provider: [.integer("id"), .string("name")]
    case .plan:
      [
        .integer("id"), .string("name"), .integer("provider"),
        .list("name_servers", of: .nameServerItem).optional, .string("default_item").optional,
        .string("free_domain").optional,
      ]
    case .nameServerItem: [.string("name"), .choice("choice", of: NameServerChoice.allNames)]
    case .integration:
      [
        .integer("id"), .string("panel"), .integer("provider").optional, .string("name"),
        .string("url"), .string("public_url").optional, .string("username"), .flag("free_domain"),
        .flag("provider_ns"), .flag("private_ns"), .flag("verifies_tls"),
      ]
    case .orderRequest:
      [
        .integer("id", in: Self.ids).optional, .integer("plan", in: Self.ids),
        .string("item_type").optional, .string("item").optional, .string("domain").optional,
        .string("namespace").optional, .ipAddress("address").optional,
        .choice("panel", of: ControlPanel.allCases.map(\.rawValue)).optional,
        Member(name: "email", shape: .text(pattern: Self.address, maximumLength: 254)),
      ]
    case .service:
      [
        .integer("id"), .string("item_type"), .integer("plan"), .integer("provider"),
        .string("item").optional, .choice("status", of: ServiceStatus.allCases.map(\.name)),
        .string("domain").optional, .string("namespace").optional, .string("address").optional,
        .string("panel").optional, .string("email"),
      ]
    case .parameter: [.string("name"), .string("value").optional, .flag("encrypted")]
    case .change:
      [
        .integer("plan", in: Self.ids).optional, .string("item").optional,
        .string("namespace").optional,
      ]
    case .outcome: Self.outcomeMembers
    case .retry:
      [
        .integer("operation"), .integer("service"), .choice("command", of: Command.allNames),
        Member(name: "outcome", shape: Self.outcome.reference),
      ]
    case .drift: [.string("description")]
    case .operation:
      [
        .integer("id"), .integer("service"), .choice("command", of: Command.allNames),
        .integer("tries"), .flag("manual"), .string("error").optional,
        Member(name: "cause", shape: Self.cause.reference, isRequired: false), .integer("due"),
      ]
    case .cause: [.string("type"), .string("object"), .string("value")]
    case .task:
      [
        .integer("id"), .integer("operation"), .integer("service"),
        .choice("command", of: Command.allNames), .string("text"), .integer("created"),
      ]
    case .problem:
      [
        .string("kind"), .integer("integration"), .string("name"), .string("message"),
        .integer("at"),
      ]
    case .mail:
      [
        .integer("id"), .integer("service"), .string("recipient"),
        .choice("state", of: OutgoingMail.State.allNames), .integer("created"),
      ]
    case .clock: [.integer("now"), .flag("stepped")]
    case .step: [.integer("seconds", in: 0...SteppedClock.moments.upperBound)]
    case .error: [.strings("errors"), .string("field").optional]
    }
  }

  private static var outcomeMembers: [Member] {
    [
      .choice("outcome", of: OutcomeLine.State.allNames), .string("note"),
      .integer("integration").optional,
      .choice("mail", of: OutcomeLine.Mail.allNames).optional,
      Member(name: "operation", shape: Self.operation.reference, isRequired: false),
    ]
  }
}

extension JSONShape.Member {
  fileprivate static func list(_ name: String, of schema: ProvisionSchema) -> Self {
    Self(name: name, shape: .list(schema.reference))
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  /// The words of all cases.
  static var allNames: [String] { allCases.map(\.rawValue) }
}
