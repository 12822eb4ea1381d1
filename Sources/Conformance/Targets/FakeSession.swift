internal import FakeDNSmanager
internal import Foundation
internal import Provisioner
private import Synchronization

/// One case on simulated panels, with our provisioner as the billing side.
final class FakeSession: TargetSession {
  let panels: FakePanels
  let provisioner: Provisioner
  private let outbox = MemoryOutbox()
  private let clock: SteppedClock
  let used = UsedSecrets()
  let transport: PanelTransport
  let mutant: ProvisionerMutant?
  let contacts = Contacts()
  let log = LogRecorder()
  private let atEnd: @Sendable () -> Void

  /// Creates a billing side without records; its clock stands where the worlds' clocks stand.
  ///
  /// - Parameters:
  ///   - panels: What it can reach.
  ///   - mutant: A wrong behaviour to show; normally none.
  ///   - wire: How requests travel; `nil` answers them inside the process.
  ///   - passwords: What the first passwords are to be; generated ones follow.
  ///   - atEnd: Called when the case ends.
  /// - Throws: `BillingError` when there is no memory for the records.
  init(
    panels: FakePanels, mutant: ProvisionerMutant? = nil, wire: PanelTransport? = nil,
    passwords: [String] = [], atEnd: @escaping @Sendable () -> Void = {}
  ) throws {
    self.panels = panels
    self.atEnd = atEnd
    self.mutant = mutant
    transport = panels.transport(over: wire)
    let clock = SteppedClock()
    self.clock = clock
    provisioner = Provisioner(
      store: try BillingStore(inMemoryWith: SecretKey()),
      transport: contacts.watching(transport, panels), outbox: outbox,
      clock: BillingClock { clock.now }, passwords: .first(passwords).noting(in: used),
      configuration: .init(mutant: mutant), logger: log.logger)
  }

  var variables: [String: String] {
    Dictionary(uniqueKeysWithValues: panels.all.map { ("\($0.name).url", $0.url) })
  }

  func call(_ panel: String, _ form: [Parameter]) async throws -> CallAnswer {
    try panels.network.settle()
    let url = try PanelURL(try panels.panel(panel).url)
    let request = PanelRequest(url: url, form: form.map { ($0.name, $0.value) })
    do {
      let reply = try await transport.send(request)
      return CallAnswer(
        status: reply.status, contentType: reply.contentType ?? "", body: reply.body)
    } catch is TransportError {
      return CallAnswer(status: 0, contentType: "", body: [])
    }
  }

  func password(of account: String, on panel: String) async throws -> String {
    try worldPassword(of: account, on: panel)
  }

  func requests(to panel: String) async throws -> [ReceivedRequest] {
    try panels.panel(panel).world.journal.entries.filter { !isKeptAway($0) }.map { entry in
      let unrefused =
        entry.status == 200 ? (entry.faulted ? "fault" : "ok") : "http \(entry.status)"
      return ReceivedRequest(
        function: entry.function, account: entry.account,
        outcome: entry.refusal?.kind.rawValue ?? unrefused)
    }
  }

  /// Whether a fault stands for a connection that never came about: nothing was carried out or said.
  private func isKeptAway(_ entry: Journal.Entry) -> Bool {
    panels.isFacingOthers && entry.faulted && entry.reply.isEmpty
  }

  func put(_ fault: PanelFault, on panel: String) async throws {
    try panels.put(fault, on: panel)
  }

  func mails(for service: Int64) async throws -> [[UInt8]] {
    outbox.mails.filter { $0.service == service }.map { Array($0.message.utf8) }
  }

  /// Every mail that was sent, oldest first.
  var mailMessages: [[UInt8]] { outbox.mails.map { Array($0.message.utf8) } }

  /// How many mails were sent for a service.
  func mailCount(of service: Int64) throws -> Int {
    outbox.mails.count { $0.service == service }
  }

  func secrets() async -> [String] {
    panels.all.reduce(into: used.all) { $0.formUnion($1.world.journal.secrets) }.sorted()
  }

  func replies() async -> [RecordedReply] { panels.replies }

  func close() async throws -> [LeftoverFault] {
    atEnd()
    return panels.removeFaults()
  }

  /// Returns a password of the world file, and keeps it out of every report.
  func worldPassword(of account: String, on name: String) throws -> String {
    let panel = try panels.panel(name)
    guard let password = panel.file.password(of: account) else {
      throw TargetError.unknownName(kind: "account", name: account, known: panel.file.logins)
    }
    used.insert(password)
    return password
  }

  /// Moves the billing side's clock and the worlds' to a moment that is not in the past.
  func advance(to moment: Date) {
    let seconds = clock.advance(to: moment)
    for panel in panels.all { panel.world.clock.step(by: seconds) }
  }

  /// Moves the billing side's clock and the worlds' forward.
  func advance(by seconds: Int64) {
    advance(to: clock.now.addingTimeInterval(Double(seconds)))
  }
}

/// Every password of a case, also of services that are gone; a lock guards them.
final class UsedSecrets: Sendable {
  private let texts = Mutex<Set<String>>([])

  var all: Set<String> { texts.withLock { $0 } }

  func insert(_ text: String) { texts.withLock { _ = $0.insert(text) } }
}

extension PasswordGenerator {
  /// The same passwords, each noted when it is made.
  fileprivate func noting(in used: UsedSecrets) -> Self {
    Self {
      let password = next()
      used.insert(password.text)
      return password
    }
  }
}

/// A clock that stands still until it is moved; a lock guards the moment.
private final class SteppedClock: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: Double(WorldTime.standard.seconds)))

  var now: Date { moment.withLock { $0 } }

  /// Returns by how many seconds it has moved; it never goes back.
  func advance(to later: Date) -> Int64 {
    moment.withLock { moment in
      let seconds = max(0, later.timeIntervalSince(moment)).rounded(.up)
      moment += seconds
      return Int64(seconds)
    }
  }
}

extension FakePanels {
  /// The way to these panels and to nothing else, with faults shown as the network would.
  ///
  /// Also over the wire a connection that a fault forbids is refused here: closing the port would hit
  /// the other cases that use it.
  fileprivate func transport(over wire: PanelTransport?) -> PanelTransport {
    PanelTransport { request in
      let found = self.all.lazy.compactMap { panel in
        panel.path(of: request.url.text).map { (panel: panel, path: $0) }
      }.first
      guard let (panel, path) = found else { throw TransportError.notResolved }
      let form = request.form.map { Parameter($0.name, $0.value) }
      guard !self.refusesConnection(to: panel.name, form) else {
        throw TransportError.refused("a fault of the scenario")
      }
      if let wire { return try await wire.send(request) }
      let answer = self.answer(form, from: panel, path: path)
      let body = try await answer.deliveredBody()
      return PanelReply(
        status: answer.status, contentType: answer.header("content-type"), body: body)
    }
  }
}

extension PanelAnswer {
  /// The body as it arrives; throws ``TransportError`` when the connection ends before all of it has,
  /// or nothing comes: then at once, because nobody learns from waiting.
  fileprivate func deliveredBody() async throws -> [UInt8] {
    switch delivery {
    case .normal: return body
    case .delayed(let duration):
      try await Task.sleep(for: duration)
      return body
    case .cut(let count) where count >= body.count: return body
    case .reset, .closed, .cut: throw TransportError.closed
    case .never: throw TransportError.timeout
    }
  }
}

extension WorldFile {
  /// Every login of the file.
  fileprivate var logins: [String] {
    administrators.map(\.name) + users.map(\.name)
      + resellers.flatMap { [$0.name] + $0.users.map(\.name) }
  }
}
