internal import LocalAPI
internal import Provisioner

extension ProvisionPort {
  /// What waits for people, and what was sent to them.
  static let records: [ProvisionRoute] = [
    ProvisionRoute(
      method: .get, path: "/tasks", summary: "The work that waits for a person",
      gives: .list(.task),
      perform: { call in try .json(try call.billing.tasks().map(TaskLine.init)) }),
    ProvisionRoute(
      method: .get, path: "/problems", summary: "The connections that fail",
      gives: .list(.problem),
      perform: { call in try .json(try call.billing.problems().map(ProblemLine.init)) }),
    ProvisionRoute(
      method: .get, path: "/mail", summary: "The mails, without their texts", parameters: pages,
      gives: .list(.mail),
      perform: { call in
        let page = try Page(call)
        return try .json(
          try call.billing.mails(after: page.after, limit: page.limit).map(MailLine.init))
      }),
  ]
}

/// Work for a person, seen from outside.
struct TaskLine: Codable, Equatable {
  let id: Int64
  let operation: Int64
  let service: Int64
  let command: String
  let text: String
  /// Seconds since 1970-01-01 00:00:00 UTC.
  let created: Int64

  init(_ task: BillingTask) {
    id = task.id
    operation = task.operation
    service = task.service
    command = task.command.rawValue
    text = task.text
    created = task.createdAt.wholeSeconds
  }
}

/// A failing connection, seen from outside.
struct ProblemLine: Codable, Equatable {
  let kind: String
  let integration: Int64
  let name: String
  let message: String
  /// Seconds since 1970-01-01 00:00:00 UTC.
  let at: Int64

  init(_ problem: Problem) {
    kind = problem.kind
    integration = problem.integration
    name = problem.name
    message = problem.message
    at = problem.at.wholeSeconds
  }
}

/// A mail, seen from outside.
struct MailLine: Codable, Equatable {
  let id: Int64
  let service: Int64
  let recipient: String
  let state: String
  /// Seconds since 1970-01-01 00:00:00 UTC.
  let created: Int64

  init(_ mail: OutgoingMail) {
    id = mail.id
    service = mail.service
    recipient = mail.recipient
    state = mail.state.rawValue
    created = mail.createdAt.wholeSeconds
  }
}
