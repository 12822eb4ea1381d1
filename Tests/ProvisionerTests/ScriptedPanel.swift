import Provisioner
import Synchronization

/// A DNSmanager in a dictionary, behind the closure of a transport.
///
/// It knows resellers and users and says its answers in real XML, so client and reader are the real ones.
final class ScriptedPanel: Sendable {
  struct Account: Sendable, Equatable {
    var password: String
    var parent: String
    var namespace: String
    var level = 16
    var isActive = true
    var zones: [String] = []
  }

  struct State: Sendable {
    var accounts: [String: Account] = [
      "provider": Account(
        password: "reseller-secret", parent: "", namespace: "company.com", level: 24),
      "rival": Account(password: "x", parent: "", namespace: "rival.example", level: 24),
      "root": Account(password: "root-secret", parent: "", namespace: "", level: 29),
      "customer": Account(
        password: "user-secret", parent: "provider", namespace: "company.com"),
    ]
    var requests: [PanelRequest] = []
    /// Whom a key signs in.
    var sessionKeys: [String: String] = [:]
    /// The records of zones, each as key, name, type and value.
    var records: [String: [[String]]] = [:]
    /// The masters of slave zones.
    var masters: [String: String] = [:]
    var fault: @Sendable (PanelRequest) -> Fault? = { _ in nil }
    var tellsNamespaceInWhoami = true
    var tellsParentInForm = true
    /// Whether a user without zones may be moved; one with zones never is.
    var movesUsers = true
  }

  enum Fault: Sendable {
    case lost(TransportError)
    case lostAfterCommit(TransportError)
    case reply(PanelReply)
    case refused(type: String, object: String, message: String)
  }

  let state = Mutex(State())

  var transport: PanelTransport {
    PanelTransport { [self] request in try state.withLock { try Self.send(request, &$0) } }
  }

  /// Users made for orders, by login.
  var orderedUsers: [String: Account] {
    state.withLock { $0.accounts.filter { $0.value.level == 16 && $0.key != "customer" } }
  }

  /// The functions that were called, in order.
  var functions: [String] {
    state.withLock { $0.requests.map { $0.value(of: "func") ?? "" } }
  }

  func change(_ body: (inout State) -> Void) {
    state.withLock { body(&$0) }
  }

  /// Puts a fault on every call of a function.
  func failing(_ function: String, _ fault: Fault) {
    change { $0.fault = { $0.value(of: "func") == function ? fault : nil } }
  }

  func working() {
    change { $0.fault = { _ in nil } }
  }

  private static func send(_ request: PanelRequest, _ state: inout State) throws -> PanelReply {
    state.requests.append(request)
    switch state.fault(request) {
    case nil: return reply(answer(request, &state))
    case .lost(let error): throw error
    case .reply(let reply): return reply
    case .refused(let type, let object, let message):
      return reply(error(type, object, "", message))
    case .lostAfterCommit(let error):
      _ = answer(request, &state)
      throw error
    }
  }

  private static func reply(_ content: String) -> PanelReply {
    PanelReply(
      body: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doc>\(content)</doc>".utf8))
  }

  private static func answer(_ request: PanelRequest, _ state: inout State) -> String {
    let parts = (request.value(of: "authinfo") ?? "")
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let caller = state.accounts[parts[0]], caller.password == parts[1],
      caller.isActive
    else { return error("auth", "badpassword", "", "Invalid username or password ") }
    var login = parts[0]
    if let target = request.value(of: "su") {
      guard state.accounts[target]?.parent == login else { return error("access", "su", target) }
      login = target
    }
    return perform(request, as: login, &state)
  }

  private static func perform(
    _ request: PanelRequest, as login: String, _ state: inout State
  ) -> String {
    guard let caller = state.accounts[login] else { return error("missed", "user", login) }
    let element = request.value(of: "elid") ?? ""
    let isOurs = state.accounts[element]?.parent == login
    switch (request.value(of: "func"), request.value(of: "sok") != nil) {
    case ("whoami", _):
      let namespace =
        state.tellsNamespaceInWhoami ? " namespace=\"\(escaped(caller.namespace))\"" : ""
      return "<user name=\"\(escaped(login))\" level=\"\(caller.level)\"\(namespace)/>"
    case ("session.newkey", _):
      let target = request.value(of: "username") ?? login
      guard state.accounts[target]?.parent == login || target == login else {
        return error("missed", "user", target)
      }
      state.sessionKeys[request.value(of: "key") ?? ""] = target
      return "<ok/>"
    case ("dnsparam", _): return "<namespace>\(escaped(caller.namespace))</namespace>"
    case ("usrparam", true):
      state.accounts[login]?.password = request.value(of: "passwd") ?? ""
      return "<ok/>"
    case ("user", _):
      return state.accounts.filter { $0.value.parent == login }.sorted { $0.key < $1.key }
        .map { "<elem>\(row($0.key, $0.value))</elem>" }.joined()
    case ("user.edit", false):
      guard isOurs, let user = state.accounts[element] else {
        return error("missed", "user", element)
      }
      var shown = user
      if !state.tellsParentInForm { shown.parent = "" }
      return row(element, shown)
    case ("user.edit", true) where !element.isEmpty:
      guard isOurs else { return error("missed", "user", element) }
      return change(element, request, &state)
    case ("user.edit", true): return create(request, by: login, caller, &state)
    case ("user.delete", _):
      if isOurs { state.accounts[element] = nil }
      return "<ok/>"
    case ("user.suspend", _), ("user.resume", _):
      guard isOurs else { return error("missed", "user", element) }
      state.accounts[element]?.isActive = request.value(of: "func") == "user.resume"
      return "<ok/>"
    default:
      return zones(request, login, caller, &state)
        ?? error("access", request.value(of: "func") ?? "", "")
    }
  }

  private static func change(
    _ login: String, _ request: PanelRequest, _ state: inout State
  ) -> String {
    guard let namespace = request.value(of: "namespace"),
      namespace != state.accounts[login]?.namespace
    else { return "<ok/>" }
    guard state.movesUsers, state.accounts[login]?.zones.isEmpty == true else {
      return error("value", "namespace", namespace)
    }
    state.accounts[login]?.namespace = namespace
    return "<ok/>"
  }

  private static func create(
    _ request: PanelRequest, by login: String, _ caller: Account, _ state: inout State
  ) -> String {
    let name = request.value(of: "name") ?? ""
    let password = request.value(of: "passwd") ?? ""
    guard caller.level > 16 else { return error("access", "user.edit", "") }
    guard state.accounts[name] == nil else { return error("exists", "user", name) }
    guard password == request.value(of: "confirm") else { return error("value", "confirm", "") }
    state.accounts[name] = Account(
      password: password, parent: login,
      namespace: request.value(of: "namespace") ?? caller.namespace)
    return "<id>\(escaped(name))</id><ok/>"
  }

  private static func row(_ name: String, _ account: Account) -> String {
    "<name>\(escaped(name))</name><parent>\(escaped(account.parent))</parent>"
      + "<namespace>\(escaped(account.namespace))</namespace><level>\(account.level)</level>"
      + "<active>\(account.isActive ? "on" : "off")</active>"
  }

  static func error(
    _ type: String, _ object: String, _ value: String, _ message: String = "no"
  ) -> String {
    "<error type=\"\(type)\" object=\"\(object)\"><param name=\"value\">\(escaped(value))</param>"
      + "<msg>\(escaped(message))</msg></error>"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
