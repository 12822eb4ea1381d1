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
  /// Passwords by login, as the world file has them.
  private let administrators: [String: String]
  private let state: Mutex<State>

  private struct State {
    var renaming: Renaming
    var requests: [ReceivedRequest] = []
    var replies: [RecordedReply] = []
  }

  init(_ panel: RealPanel, mark: String, administrators: [WorldFile.Administrator]) {
    self.panel = panel
    self.mark = mark
    self.administrators = Dictionary(
      administrators.map { ($0.name.lowercased(), $0.password) },
      uniquingKeysWith: { first, _ in first })
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
      let form = try self.outgoing(request.form)
      let reply = try await self.panel.send(form)
      let isList =
        self.administrator(of: request.form) != nil
        && AdministratorCalls.hasRowsOfOthers(request.form)
      let own = isList ? try await self.ownRows(of: reply, to: form) : reply.body
      let body = self.state.withLock { $0.renaming.incoming(own) }
      self.note(request.form, reply.status, body)
      return PanelReply(status: reply.status, contentType: reply.contentType, body: body)
    }
  }

  /// The case's own rows of an administrator's list, from all of its pages unless one was asked for.
  private func ownRows(
    of reply: PanelReply, to form: [(name: String, value: String)]
  ) async throws -> [UInt8] {
    let first = ListedRows(reply.body)
    var others: [ListedRows] = []
    guard !form.contains(where: { ["p_num", "p_cnt"].contains($0.name) }) else {
      return first.marked(mark, with: [])
    }
    while (others.last ?? first).isFull {
      let page = try await panel.send(form + [("p_num", "\(others.count + 2)")])
      let next = ListedRows(page.body)
      guard page.status == 200, !next.beginsAs(first) else { break }
      others.append(next)
    }
    return first.marked(mark, with: others)
  }

  /// Makes the accounts of a world.
  func build(_ file: WorldFile) async throws {
    for reseller in file.resellers {
      let twoip = ("twoip", reseller.hasTwoAddresses ? "on" : "off")
      let form = try outgoing(
        [("func", "reseller.edit")]
          + account(reseller.name, reseller.password, reseller.namespace) + [twoip])
      _ = try await panel.administer("reseller.edit", Array(form.dropFirst()))
      for user in reseller.users {
        let login = ("authinfo", "\(reseller.name):\(reseller.password)")
        let form = try outgoing(
          [("func", "user.edit"), login] + account(user.name, user.password, user.namespace))
        _ = try await panel.ask("user.edit", Array(form.dropFirst()))
      }
      if reseller.isSuspended {
        _ = try await panel.administer(
          "reseller.suspend", [("elid", "\(mark)\(reseller.name)"), ("sok", "ok")])
      }
    }
  }

  /// Removes everything of the case, also when the case itself was cancelled.
  func clean() async throws -> [String] {
    let (sweep, mark) = (Sweep(panel, isCharged: false), mark)
    return try await Task { try await sweep.run(prefix: mark) }.value
  }

  private func account(
    _ name: String, _ password: String, _ namespace: String?
  ) -> [(name: String, value: String)] {
    [("name", name), ("passwd", password), ("confirm", password)]
      + (namespace.map { [("namespace", $0)] } ?? []) + [("sok", "ok")]
  }

  /// The world's administrator who calls or signs in; `nil` for everybody else.
  private func administrator(of form: [(name: String, value: String)]) -> String? {
    let isSignIn = form.contains { $0.name == "func" && $0.value == "auth" }
    let logins = form.compactMap { field -> String? in
      switch field.name {
      case "authinfo": String(field.value.prefix { $0 != ":" })
      case "username" where isSignIn: field.value
      default: nil
      }
    }
    return logins.first { administrators[$0.lowercased()] != nil }
  }

  /// The form with the case's names marked, and the world's administrator as the real one.
  ///
  /// - Throws: ``TargetError/unsupported(_:)`` for what would not stay among the case's own things.
  private func outgoing(
    _ form: [(name: String, value: String)]
  ) throws -> [(name: String, value: String)] {
    guard let administrator = administrator(of: form) else {
      return try state.withLock { state in
        state.renaming.learn(from: form)
        return try state.renaming.fitting(form)
      }
    }
    let other = form.filter { $0.name != "authinfo" }
    let sent = try state.withLock { state in
      state.renaming.learn(from: other)
      let sent = try state.renaming.fitting(other)
      try AdministratorCalls.check(sent) { state.renaming.isMarked($0) }
      return sent
    }
    let given = form.last { $0.name == "authinfo" }?.value.drop { $0 != ":" }.dropFirst() ?? ""
    // A wrong password must stay wrong.
    let isRight = administrators[administrator.lowercased()] == String(given)
    return [
      ("authinfo", "\(panel.access.login):\(isRight ? panel.access.password : String(given))")
    ] + sent
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
