internal import FakeDNSmanager
internal import Foundation
internal import Provisioner

extension FakeSession {
  func rememberState() async throws -> RememberedState {
    let before = try panels.all.map { try $0.world.snapshot() }
    let billing = try billingLines()
    return RememberedState { [self] in
      var changes: [String] = []
      for (panel, snapshot) in zip(panels.all, before) {
        let diff = snapshot.changes(to: try panel.world.snapshot())
        // Who asks has a session; that is no change of what the panel manages.
        changes += diff.changes.filter { !Self.sessionTables.contains($0.table) }
          .map { "\(panel.name): \($0)" }
      }
      let now = Set(try billingLines())
      changes += billing.filter { !now.contains($0) }.map { "billing: - \($0)" }
      changes += now.subtracting(billing).sorted().map { "billing: + \($0)" }
      return changes
    }
  }

  func advanceClock(by seconds: Int64) async throws { advance(by: seconds) }

  func faultCount() async -> Int { panels.faultCount }

  func removeFaults(after count: Int) async throws -> [LeftoverFault] {
    panels.removeFaults(after: count)
  }

  private static let sessionTables: Set<String> = ["session", "sessionkey", "filter"]

  /// What the billing side knows, one line for each record.
  private func billingLines() throws -> [String] {
    var lines: [String] = []
    for service in try provisioner.services() {
      lines.append("service \(fields(of: service))")
      lines += try provisioner.parameters(of: service.id).map { parameter in
        "service \(service.id) \(fields(of: parameter))"
      }
      let password = try provisioner.reveal(.password, of: service.id)?.text ?? "(none)"
      lines.append("service \(service.id) password \(password)")
      let mails = try mailCount(of: service.id)
      lines.append("service \(service.id) has \(mails) mails")
    }
    lines += try provisioner.operations().map { "operation \(fields(of: $0))" }
    lines += try provisioner.tasks().map { "task \(fields(of: $0))" }
    lines += try provisioner.integrations().map { "integration \(fields(of: $0))" }
    return lines
  }

  /// The properties of a record that have a value, as `name=value`.
  private func fields(of record: some Any) -> String {
    Mirror(reflecting: record).children.compactMap { property in
      let value = Mirror(reflecting: property.value)
      let present: Any? =
        value.displayStyle == .optional ? value.children.first?.value : property.value
      return present.map { "\(property.label ?? "")=\($0)" }
    }.joined(separator: " ")
  }
}
