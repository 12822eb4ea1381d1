internal import FakeDNSmanager
internal import Foundation
internal import Provisioner
private import Synchronization

/// One case's stay on a real panel: its names, and what it has sent.
///
/// A lock guards the names and the list.
final class RealVisit: Sendable {
  private let panel: RealPanel
  private let mark: String
  private let administrators: Set<String>
  private let state: Mutex<State>

  private struct State {
    var renaming: Renaming
    var requests: [ReceivedRequest] = []
    var replies: [RecordedReply] = []
  }

  init(_ panel: RealPanel, mark: String, administrators: [String]) {
    self.panel = panel
    self.mark = mark
    self.administrators = Set(administrators)
    state = Mutex(State(renaming: Renaming(mark: mark)))
  }

  /// What this case has sent, oldest first.
  var requests: [ReceivedRequest] { state.withLock { $0.requests } }

  /// What the panel has answered to this case, oldest first, with its own address as `{{name}}`.
  func replies(as name: String) -> [RecordedReply] {
    let origin = panel.url.text.split(
      separator: "/", maxSplits: 3, omittingEmptySubsequences: false
    )
    .prefix(3).joined(separator: "/")
    return state.withLock { state in
      state.replies.map { reply in
        RecordedReply(
          panel: name, function: reply.function, status: reply.status,
          body: reply.body.replacing(origin, with: "{{\(name)}}"))
      }
    }
  }

  /// The administrator's password, which no report may show.
  var secret: String { panel.access.password }

  /// The way to the panel for everything that the case does.
  var transport: PanelTransport {
    PanelTransport { request in
      let form = self.outgoing(request.form)
      let reply = try await self.panel.send(form)
      let body = self.state.withLock { $0.renaming.incoming(reply.body) }
      self.note(request.form, reply.status, body)
      return PanelReply(status: reply.status, contentType: reply.contentType, body: body)
    }
  }

  /// Makes the accounts of a world.
  func build(_ file: WorldFile) async throws {
    for reseller in file.resellers {
      try await make("reseller.edit", reseller.name, reseller.password, reseller.namespace)
      for user in reseller.users {
        let form = account(user.name, user.password, user.namespace)
        let login = ("authinfo", "\(reseller.name):\(reseller.password)")
        let head = [login, ("out", "xml"), ("func", "user.edit")]
        _ = try await panel.send(outgoing(head + form))
      }
      if reseller.isSuspended {
        _ = try await panel.administer(
          "reseller.suspend", [("elid", "\(mark)\(reseller.name)"), ("sok", "ok")])
      }
    }
  }

  /// Removes everything of the case.
  func clean() async throws -> [String] { try await Sweep(panel).run(prefix: mark) }

  private func make(
    _ function: String, _ name: String, _ password: String, _ namespace: String
  ) async throws {
    let form = outgoing([("func", function)] + account(name, password, namespace))
    _ = try await panel.administer(function, Array(form.dropFirst()))
  }

  private func account(
    _ name: String, _ password: String, _ namespace: String?
  ) -> [(name: String, value: String)] {
    [("name", name), ("passwd", password), ("confirm", password)]
      + (namespace.map { [("namespace", $0)] } ?? []) + [("sok", "ok")]
  }

  /// The form with the case's names marked, and the world's administrator as the real one.
  private func outgoing(
    _ form: [(name: String, value: String)]
  ) -> [(name: String, value: String)] {
    let login = form.first { $0.name == "authinfo" }.map { String($0.value.prefix { $0 != ":" }) }
    let isAdministrator = login.map { administrators.contains($0) } ?? false
    return state.withLock { state in
      state.renaming.learn(from: isAdministrator ? form.filter { $0.name != "authinfo" } : form)
      return state.renaming.outgoing(form).map { field in
        guard isAdministrator, field.name == "authinfo" else { return field }
        return (field.name, "\(panel.access.login):\(panel.access.password)")
      }
    }
  }

  private func note(
    _ form: [(name: String, value: String)], _ status: Int, _ body: [UInt8]
  ) {
    func value(_ name: String) -> String { form.first { $0.name == name }?.value ?? "" }
    let refusal = String(decoding: body, as: UTF8.self)
      .firstMatch(of: /<error\s[^>]*type="([^"]*)"/)?.1
    let outcome = status == 200 ? refusal.map(String.init) ?? "ok" : "http \(status)"
    let received = ReceivedRequest(
      function: value("func"), account: String(value("authinfo").prefix { $0 != ":" }),
      outcome: outcome)
    let reply = RecordedReply(
      panel: "", function: received.function, status: status,
      body: String(decoding: body, as: UTF8.self))
    state.withLock { state in
      state.requests.append(received)
      state.replies.append(reply)
    }
  }
}
