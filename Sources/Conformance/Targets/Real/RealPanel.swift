internal import Foundation
internal import Provisioner
private import Synchronization
internal import XMLReading

/// A DNSmanager that others use too: slow enough for it, and never with more than was allowed.
///
/// A lock guards the budget.
final class RealPanel: Sendable {
  let access: RealPanelAccess
  let url: PanelURL
  private let wire: PanelTransport
  private let spent: Mutex<Spent>

  private struct Spent {
    var requests = 0
    var next = ContinuousClock.now
  }

  /// Describes a panel; asks nobody.
  ///
  /// - Throws: What is wrong with the URL.
  init(_ access: RealPanelAccess, wire: PanelTransport) throws {
    self.access = access
    self.wire = wire
    url = try PanelURL(access.url)
    spent = Mutex(Spent())
  }

  /// Sends a form, when its turn has come; what removes things again is not charged to the budget.
  func send(
    _ form: [(name: String, value: String)], isCharged: Bool = true
  ) async throws -> PanelReply {
    let turn = try turn(isCharged: isCharged)
    try await Task.sleep(until: turn, clock: .continuous)
    return try await wire.send(PanelRequest(url: url, form: form))
  }

  /// Calls a function as the administrator and returns its answer as XML.
  ///
  /// - Throws: ``TargetError`` when nobody answers, or the panel refuses.
  func administer(
    _ function: String, _ fields: [(name: String, value: String)] = [], isCharged: Bool = true
  ) async throws -> XMLReply {
    let login = ("authinfo", "\(access.login):\(access.password)")
    return try await ask(function, [login] + fields, isCharged: isCharged)
  }

  /// Calls a function as the account that the fields name and returns its answer as XML.
  ///
  /// - Throws: ``TargetError`` when nobody answers, or the panel refuses.
  func ask(
    _ function: String, _ fields: [(name: String, value: String)], isCharged: Bool = true
  ) async throws -> XMLReply {
    let reply: PanelReply
    do {
      reply = try await send(
        [("out", "xml"), ("func", function)] + fields, isCharged: isCharged)
    } catch let error as TransportError {
      throw TargetError.unreachable("\(access.url): \(error)")
    }
    guard reply.status == 200, let document = try? XMLReply(reply.body) else {
      throw TargetError.unreachable("\(access.url) does not answer as a DNSmanager")
    }
    if let refusal = try document.string(at: "/doc/error/@type") {
      let object = try document.string(at: "/doc/error/@object") ?? ""
      throw TargetError.world("\(access.url) refuses \(function): \(refusal) \(object)")
    }
    return document
  }

  /// The moment of the next request.
  private func turn(isCharged: Bool) throws(TargetError) -> ContinuousClock.Instant {
    let turn = spent.withLock { spent -> ContinuousClock.Instant? in
      if isCharged {
        guard spent.requests < access.budget else { return nil }
        spent.requests += 1
      }
      let turn = max(spent.next, .now)
      spent.next = turn + .seconds(1) / access.requestsPerSecond
      return turn
    }
    guard let turn else {
      throw .unsupported("more than its budget of \(access.budget) requests")
    }
    return turn
  }
}

/// How a real panel may be used.
public struct RealPanelAccess: Sendable {
  /// Its address, which ends with `/dnsmgr`.
  public var url: String
  /// An administrator's login.
  public var login: String
  /// His password.
  public var password: String
  /// What the name of everything begins with that is made there.
  public var prefix: String
  /// How many requests may be sent in a second, at least 1.
  public var requestsPerSecond: Int
  /// How many requests may be sent, beside those that remove what a case has made.
  public var budget: Int

  /// Describes the access.
  public init(
    url: String, login: String, password: String, prefix: String, requestsPerSecond: Int = 5,
    budget: Int = 5_000
  ) {
    self.url = url
    self.login = login
    self.password = password
    self.prefix = prefix
    self.requestsPerSecond = requestsPerSecond
    self.budget = budget
  }
}
