import Provisioner
import Synchronization

/// Zones and records, as far as free domain names and ISPmanager need them.
extension ScriptedPanel {
  /// Answers a function about zones; `nil` for any other.
  static func zones(
    _ request: PanelRequest, _ login: String, _ caller: Account, _ state: inout State
  ) -> String? {
    let element = request.value(of: "elid") ?? ""
    let zone = request.value(of: "plid") ?? element
    let isVisible = caller.zones.contains(zone)
    switch (request.value(of: "func"), request.value(of: "sok") != nil) {
    case ("domain", _):
      return caller.zones.map { name in
        let kind = state.masters[name] == nil ? "master" : "slave"
        return "<elem><name>\(escaped(name))</name><dtype>\(kind)</dtype></elem>"
      }.joined()
    case ("domain.edit", false):
      guard isVisible else { return error("missed", "domain", element) }
      guard let master = state.masters[zone] else { return "<dtype>master</dtype>" }
      return "<dtype>slave</dtype><masterip>\(escaped(master))</masterip>"
    case ("domain.edit", true): return create(request, login, &state)
    case ("domain.delete", _):
      state.accounts[login]?.zones.removeAll { $0 == element }
      state.masters[element] = nil
      return "<ok/>"
    case ("domain.record", _):
      guard isVisible else { return error("missed", "domain", element) }
      return (state.records[zone] ?? []).map { cells in
        let columns = zip(["rkey", "name", "rtype", "value"], cells)
        return "<elem>\(columns.map { "<\($0)>\(escaped($1))</\($0)>" }.joined())</elem>"
      }.joined()
    case ("domain.record.edit", true):
      guard isVisible else { return error("missed", "domain", zone) }
      let name = request.value(of: "name") ?? ""
      let type = (request.value(of: "rtype") ?? "").uppercased()
      let value = request.value(of: "ip") ?? ""
      let key = "\(name) \(type)  \(value)"
      state.records[zone, default: []].append([key, name, type, value])
      return "<id>\(escaped(key))</id><ok/>"
    case ("domain.record.delete", _):
      state.records[zone]?.removeAll { $0[0] == element }
      return "<ok/>"
    default: return nil
    }
  }

  private static func create(
    _ request: PanelRequest, _ login: String, _ state: inout State
  ) -> String {
    let name = request.value(of: "name") ?? ""
    guard !state.accounts.values.contains(where: { $0.zones.contains(name) }) else {
      return error("exists", "domain", name)
    }
    state.accounts[login]?.zones.append(name)
    state.masters[name] = request.value(of: "masterip")
    return "<id>\(escaped(name))</id><ok/>"
  }

  /// The addresses that a zone gives its names, as `name value`.
  func addresses(in zone: String) -> [String] {
    state.withLock { state in (state.records[zone] ?? []).map { "\($0[1]) \($0[3])" } }
  }
}
