internal import LocalAPI
internal import Provisioner

extension ProvisionPort {
  /// The commands for a service, one call each; each of them starts, repeats and restarts by hand.
  static let commands: [ProvisionRoute] = Command.allCases.map { command in
    command == .setparam ? setParameters : plain(command)
  }

  private static func plain(_ command: Command) -> ProvisionRoute {
    ProvisionRoute(
      method: .post, path: "/services/{id}/\(command.rawValue)",
      summary: "Give a service the command \(command.rawValue); 202 when it is not done yet",
      otherStatus: 202, gives: .json(.outcome),
      perform: { call in try .outcome(try await call.billing.perform(command, service: call.id)) })
  }

  private static let setParameters = ProvisionRoute(
    method: .post, path: "/services/{id}/\(Command.setparam.rawValue)",
    summary: "Change what a service has; with no member go on with a change that is not done",
    takes: .json(.change), otherStatus: 202, gives: .json(.outcome),
    perform: { call in
      let wish = try APIJSON.decode(
        ChangeRequest.self, from: call.body, keys: ["plan", "item", "namespace"])
      guard !wish.isEmpty else {
        return try .outcome(try await call.billing.perform(.setparam, service: call.id))
      }
      let change = ServiceChange(plan: wish.plan, item: wish.item, namespace: wish.namespace)
      return try .outcome(try await call.billing.change(call.id, to: change))
    })
}

/// What a customer changes.
struct ChangeRequest: Decodable {
  let plan: Int64?
  let item: String?
  let namespace: String?

  var isEmpty: Bool { plan == nil && item == nil && namespace == nil }
}

/// How a command ended.
struct OutcomeLine: Codable, Equatable {
  enum State: String, Codable, CaseIterable {
    case done
    /// It is tried again when its operation is due.
    case retrying
    /// A person must look first.
    case manual
  }

  enum Mail: String, Codable, CaseIterable {
    case none, sent, pending
  }

  let outcome: State
  /// One sentence for people.
  let note: String
  let integration: Int64?
  let mail: Mail?
  /// What is kept; absent when the command is done.
  let operation: OperationLine?

  init(_ outcome: Outcome) {
    switch outcome {
    case .done(let completion):
      self.outcome = .done
      note = completion.note
      integration = completion.integration
      mail =
        switch completion.mail {
        case .none: Mail.none
        case .sent: .sent
        case .pending: .pending
        }
      operation = nil
    case .failed(let kept):
      self.outcome = kept.isManual ? .manual : .retrying
      note = kept.error ?? ""
      integration = nil
      mail = nil
      operation = OperationLine(kept)
    }
  }
}

extension APIReply {
  /// How a command ended: 200 when it is done, 202 while its operation is kept.
  static func outcome(_ outcome: Outcome) throws -> APIReply {
    try .json(OutcomeLine(outcome), status: outcome.isDone ? 200 : 202)
  }
}
