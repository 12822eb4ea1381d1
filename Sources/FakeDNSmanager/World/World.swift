internal import Logging

/// One complete, isolated simulated installation: accounts, namespaces, domains, clock, journal.
///
/// Everything else is a door into a world: the HTTP server, a test, the scenario runner. Calls from
/// several tasks are safe; SQLite's queue takes them one at a time.
public final class World: Sendable {
  public let clock: WorldClock
  public let journal = Journal()
  public let faults = FaultPlan()
  /// What goes wrong when the name server is asked; see ``add(_:)-(DNSFault)``.
  public let dnsFaults = DNSFaultPlan()
  let store: Store
  /// What the name server answers from.
  let servedZones: ServedZones
  let logger: Logger
  private let panel: Panel

  init(store: Store, clock: WorldClock, mutants: Set<Mutant>, logger: Logger) {
    self.store = store
    self.clock = clock
    self.logger = logger
    servedZones = ServedZones(store: store, clock: clock, mutants: mutants)
    panel = Panel(store: store, mutants: mutants)
  }

  /// The wrong behaviours that are switched on; none but in tests of tests.
  public var mutants: Set<Mutant> { panel.mutants }

  /// Copies the world: the same accounts, domains, ids to come and time, with a journal of its own and
  /// no faults.
  ///
  /// The copy has the wrong behaviours that `mutants` names; `nil` keeps this world's. Throws when
  /// there is no memory for it.
  public func fork(mutants: Set<Mutant>? = nil) throws -> World {
    World(
      store: try store.fork(), clock: clock.copy(), mutants: mutants ?? self.mutants,
      logger: logger)
  }

  /// Answers one request: bytes in, bytes out, as every door shows them.
  ///
  /// Never throws: a refusal is an answer, and so is a mistake of ours (`type="system"`), which is
  /// logged with its cause.
  public func answer(_ request: PanelRequest) -> PanelAnswer {
    guard Self.paths.contains(request.path) else { return .status(404, "No such page") }
    let sent: Form
    do {
      sent = try Form(query: request.query, body: request.body)
    } catch {
      return .status(413, "The request is too large")
    }
    var call = panelRequest(request, understood(sent))
    let credentials = call.credentials
    let fault = faults.fault(
      function: call.circumstances.function, account: faultedLogin(call))
    if let fault, fault.effect == .sessionLost, fault.phase == .before { call.credentials = .none }
    let answer: PanelAnswer
    var performed: Panel.Performed?
    if let fault, fault.phase == .before, !fault.effect.letsTheCallThrough {
      answer = fault.answer(to: nil, rendering: { self.render($0, request, call) })
    } else {
      let done = perform(call)
      performed = done
      let normal = render(done, request, call)
      answer =
        fault.map { $0.answer(to: normal, rendering: { self.render($0, request, call) }) } ?? normal
    }
    if fault?.effect == .sessionLost { loseSession(credentials) }
    record(sent, call, performed, answer, fault)
    return answer
  }

  /// The two paths that answer alike (reference §1.1).
  private static let paths: Set<String> = ["/dnsmgr", "/manager/dnsmgr"]

  /// The form with its names as they are meant, before anybody looks for credentials in it.
  ///
  /// The mode costs a question to the store, so it is asked for only where it would decide.
  private func understood(_ form: Form) -> Form {
    guard !LenientRule.isNamed(form), (try? settings.mode) == .lenient else { return form }
    return LenientRule.named(form)
  }

  private func panelRequest(_ request: PanelRequest, _ form: Form) -> Panel.Request {
    let credentials = Credentials(form: form, headers: request.headers)
    return Panel.Request(
      form: form,
      credentials: credentials,
      circumstances: Call.Circumstances(
        remoteAddress: request.remoteAddress, language: Language(parameter: form["lang"]),
        function: form["func"] ?? credentials.startFunction),
      referer: request.headers["referer"], host: request.headers["host"] ?? "",
      now: clock.now)
  }

  private func perform(_ call: Panel.Request) -> Panel.Performed {
    do {
      return try panel.perform(call)
    } catch {
      logger.error(
        "A call failed inside the panel",
        metadata: [
          "func": "\(call.circumstances.function.debugDescription)", "cause": "\(error)",
        ])
      return Panel.Performed(outcome: .failure(.internalFault()))
    }
  }

  private func render(
    _ performed: Panel.Performed, _ request: PanelRequest, _ call: Panel.Request
  ) -> PanelAnswer {
    let format = OutputFormat(parameter: call.form["out"])
    let scheme = request.isSecure ? "https" : "http"
    let frame = Frame(
      function: call.circumstances.function, language: call.circumstances.language,
      binary: request.path,
      host: call.host.isEmpty ? performed.settings.host : "\(scheme)://\(call.host)",
      settings: performed.settings, form: call.form, account: performed.account,
      level: performed.level)
    let (contentType, body) = format.render(performed.outcome, in: frame)
    var answer = PanelAnswer(headers: [PanelAnswer.Header("Content-Type", contentType)], body: body)
    if case .success(let reply) = performed.outcome, let id = reply.openedSession {
      // The attributes of the cookie are assumed (reference §2.2).
      let secure = request.isSecure ? " secure;" : ""
      answer.headers.append(
        PanelAnswer.Header(
          "Set-Cookie", "\(Credentials.cookieName)=\(id); path=/;\(secure) HttpOnly"))
      if format == .browser, call.form["key"] != nil { answer.leadIntoPanel() }
    }
    return answer
  }

  private func record(
    _ sent: Form, _ call: Panel.Request, _ performed: Panel.Performed?, _ answer: PanelAnswer,
    _ fault: Fault?
  ) {
    var refusal = fault?.effect.refusal
    if refusal == nil, case .failure(let error) = performed?.outcome { refusal = error }
    let account = performed?.account ?? claimedLogin(call.credentials)
    // What costs time is made before the journal is locked.
    let parameters = Journal.redacted(sent.pairs)
    journal.noteSecrets(of: sent.pairs)
    let unmatched = Unmatched.names(in: call.form, function: call.circumstances.function)
    journal.append { number in
      Journal.Entry(
        number: number, time: call.now, function: call.circumstances.function, account: account,
        parameters: parameters, remoteAddress: call.circumstances.remoteAddress,
        status: answer.status, refusal: refusal, performed: performed != nil,
        faulted: fault != nil, unmatched: unmatched, reply: answer.body)
    }
  }
}

extension Reply {
  /// The id of the session that this answer opens.
  fileprivate var openedSession: String? {
    guard case .document(let elements) = self,
      let auth = elements.first(where: { $0.name == "auth" })
    else { return nil }
    return auth.attributes.first { $0.name == "id" }?.value
  }
}
