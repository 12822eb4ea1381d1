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
        return try options.show(Self.listing(try billing.services()))
      }
      _ = try billing.service(service)
      try options.show(
        Listing(["name", "value"], of: try billing.parameters(of: service)) {
          [$0.name.rawValue, $0.isEncrypted ? "(encrypted)" : $0.value]
        })
    }
  }

  static func listing(_ services: [Service]) -> Listing {
    Listing(["id", "type", "plan", "item", "status", "email"], of: services) {
      ["\($0.id)", $0.itemType, "\($0.plan)", $0.item, $0.status.name, $0.email]
    }
  }
}

enum ListedOperations: ListedRecords {
  static let name = "operations"
  static let abstract = "List the commands that have not succeeded yet."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(
      ["id", "service", "command", "tries", "manual", "due", "cause", "error"],
      of: try billing.operations()
    ) {
      [
        "\($0.id)", "\($0.service)", $0.command.rawValue, "\($0.tries)",
        $0.isManual ? "yes" : "no", $0.due.formatted(.iso8601),
        $0.cause.map { "\($0.type)(\($0.object)) \($0.value)" }, $0.error,
      ]
    }
  }
}

enum ListedTasks: ListedRecords {
  static let name = "tasks"
  static let abstract = "List the work that waits for a person."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(["id", "operation", "service", "command", "text"], of: try billing.tasks()) {
      ["\($0.id)", "\($0.operation)", "\($0.service)", $0.command.rawValue, $0.text]
    }
  }
}

enum ListedProblems: ListedRecords {
  static let name = "problems"
  static let abstract = "List the connections that fail."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(["kind", "integration", "name", "message"], of: try billing.problems()) {
      [$0.kind, "\($0.integration)", $0.name, $0.message]
    }
  }
}

enum ListedMail: ListedRecords {
  static let name = "mail"
  static let abstract = "List the mails, without their texts."

  static func listing(_ billing: Provisioner) throws -> Listing {
    Listing(["id", "service", "recipient", "state", "created"], of: try billing.mails()) {
      [
        "\($0.id)", "\($0.service)", $0.recipient, $0.state.rawValue,
        $0.createdAt.formatted(.iso8601),
      ]
    }
  }
}

/// Tries again what is due.
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
