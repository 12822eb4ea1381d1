internal import ArgumentParser
internal import Foundation
internal import Provisioner

/// Lists services, or one with what is stored for its customer.
struct ProvisionServices: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services", abstract: "List the services, or what is stored with one.")
  @OptionGroup var options: ProvisionOptions
  @Argument(help: "A service's id.") var service: Int64?

  func run() async throws {
    try await options.perform { billing in
      guard let service else {
        return options.show(Self.listing(try billing.services()))
      }
      _ = try billing.service(service)
      options.show(
        Listing(
          ["name", "value"],
          try billing.parameters(of: service).map {
            [$0.name.rawValue, $0.isEncrypted ? "(encrypted)" : $0.value]
          }))
    }
  }

  static func listing(_ services: [Service]) -> Listing {
    Listing(
      ["id", "type", "plan", "item", "status", "email"],
      services.map {
        ["\($0.id)", $0.itemType, "\($0.plan)", $0.item, $0.status.name, $0.email]
      })
  }
}

struct ProvisionOperations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operations", abstract: "List the commands that have not succeeded yet.")
  @OptionGroup var options: ProvisionOptions

  func run() async throws {
    try await options.perform { billing in
      options.show(
        Listing(
          ["id", "service", "command", "tries", "manual", "due", "error"],
          try billing.operations().map {
            [
              "\($0.id)", "\($0.service)", $0.command.rawValue, "\($0.tries)",
              $0.isManual ? "yes" : "no", $0.due.formatted(.iso8601), $0.error,
            ]
          }))
    }
  }
}

struct ProvisionRetry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Try again what is due, and hand waiting mails over.")
  @OptionGroup var options: ProvisionOptions

  func run() async throws {
    try await options.perform { billing in
      try options.show(try await billing.retryDue().map { ($0.operation.service, $0.outcome) })
    }
  }
}

struct ProvisionTasks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "List the work that waits for a person.")
  @OptionGroup var options: ProvisionOptions

  func run() async throws {
    try await options.perform { billing in
      options.show(
        Listing(
          ["id", "operation", "service", "command", "text"],
          try billing.tasks().map {
            ["\($0.id)", "\($0.operation)", "\($0.service)", $0.command.rawValue, $0.text]
          }))
    }
  }
}

struct ProvisionProblems: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problems", abstract: "List the connections that fail.")
  @OptionGroup var options: ProvisionOptions

  func run() async throws {
    try await options.perform { billing in
      options.show(
        Listing(
          ["kind", "integration", "name", "message"],
          try billing.problems().map { [$0.kind, "\($0.integration)", $0.name, $0.message] }))
    }
  }
}

struct ProvisionMail: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "List the mails, without their texts.")
  @OptionGroup var options: ProvisionOptions

  func run() async throws {
    try await options.perform { billing in
      options.show(
        Listing(
          ["id", "service", "recipient", "state", "created"],
          try billing.mails().map {
            [
              "\($0.id)", "\($0.service)", $0.recipient, $0.state.rawValue,
              $0.createdAt.formatted(.iso8601),
            ]
          }))
    }
  }
}
