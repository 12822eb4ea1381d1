internal import Foundation

/// What BILLmanager's core would keep for one case: forms, plans, and what was answered for services.
struct PartnerLedger: Sendable {
  /// One service as far as we know it.
  struct Service: Sendable {
    let order: ServiceOrder
    var state: ServiceState
    var parameters: [String: String] = [:]
    /// The operation that has not ended well.
    var pending: PartnerOrder.Command?

    var isAlive: Bool { state.status != "deleted" }
  }

  var integrations: [PartnerOrder.Integration] = []
  var plans: [PartnerOrder.Plan] = []
  var services: [Int64: Service] = [:]

  /// Notes what the partner answered to an order.
  ///
  /// An operation that fails keeps its service in `processing`; one that needs a person makes one task
  /// (assumed: billing reference, section 1.11; the core does both, and we play the core).
  mutating func note(
    _ answer: PartnerAnswer, to command: PartnerOrder.Command, try number: Int, of id: Int64
  ) {
    guard var service = services[id] else { return }
    let before = service.state
    var state = service.state
    state.outcome = answer.outcome == .retry ? "retrying" : answer.outcome.rawValue
    state.error = answer.error
    state.integration = answer.integration ?? before.integration
    state.login = answer.login ?? before.login
    state.namespace = answer.namespace ?? before.namespace
    service.parameters.merge(answer.parameters ?? [:]) { _, new in new }
    switch answer.outcome {
    case .done:
      service.pending = nil
      state.tries = 0
      state.status = answer.status ?? command.finalStatus ?? before.status
    case .retry, .manual:
      service.pending = command
      state.tries = number
      state.status = answer.status ?? (command == .open ? "processing" : before.status)
      if answer.outcome == .manual, before.outcome != "manual" { state.tasks += 1 }
    case .refused, .unsupported:
      state.status = answer.status ?? before.status
    }
    service.state = state
    services[id] = service
  }

  /// Deletes an integration; one that services use stays as retired with `force`, and else altogether
  /// (assumed: billing reference, U15; the form is the core's, and we play the core).
  mutating func delete(_ name: String, force: Bool) -> IntegrationAnswer {
    let users = services.filter { $0.value.state.integration == name && $0.value.isAlive }
      .keys.sorted()
    guard users.isEmpty || force else {
      let list = users.map { "\($0)" }.joined(separator: ", ")
      return IntegrationAnswer(outcome: "refused", error: "it is used by the services \(list)")
    }
    if users.isEmpty {
      integrations.removeAll { $0.name == name }
    } else if let index = integrations.firstIndex(where: { $0.name == name }) {
      integrations[index].retired = true
    }
    return IntegrationAnswer(outcome: "done")
  }

  /// Notes that no answer came: the tested system's failure, and for the core a failed try.
  mutating func noteSilence(
    _ reason: String, to command: PartnerOrder.Command, try number: Int, of id: Int64
  ) {
    services[id]?.pending = command
    services[id]?.state.outcome = "broken"
    services[id]?.state.error = reason
    services[id]?.state.tries = number
  }
}

extension PartnerOrder.Command {
  /// The status of a service for which this was done.
  fileprivate var finalStatus: String? {
    switch self {
    case .open, .resume: "active"
    case .suspend: "suspended"
    case .close: "deleted"
    case .check: nil
    }
  }
}
