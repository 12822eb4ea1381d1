internal import LocalAPI

extension ControlPort {
  /// Ports that belong to one world.
  static let ports: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/ports", summary: "The ports that a world has to itself",
      gives: .json(.ports),
      perform: { call in
        _ = try call.world
        guard let panel = call.doors[call.worldName] else { throw call.withoutPorts }
        return try .json(PortsStatus(panel))
      }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/ports",
      summary: "Open ports on loopback where only this world answers; 0 is a free one",
      takes: .json(.portsRequest), status: 201, gives: .json(.ports),
      perform: { call in
        _ = try call.world
        let wish = try ControlJSON.decode(
          PortsRequest.self, from: call.body, keys: ["http", "https"])
        try wish.validate()
        let panel = try await call.doors.open(call.worldName, http: wish.http, https: wish.https)
        return try .json(PortsStatus(panel), status: 201)
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/ports", summary: "Close the ports of a world",
      status: 204,
      perform: { call in
        guard await call.doors.close(call.worldName) else { throw call.withoutPorts }
        return .done
      }),
  ]
}

/// Where a world answers alone.
struct PortsStatus: Codable, Equatable {
  /// The panel's address; absent where the port was not asked for.
  let http: String?
  let https: String?

  init(_ panel: RunningPanel) {
    http = panel.httpPort.map { "http://127.0.0.1:\($0)/dnsmgr" }
    https = panel.httpsPort.map { "https://127.0.0.1:\($0)/dnsmgr" }
  }
}

/// Which ports are wanted; at least one.
struct PortsRequest: Codable, Equatable {
  var http: Int?
  var https: Int?

  static let range: ClosedRange<Int64> = 0...65_535

  /// Throws ``ControlError`` when there is none, or a number is no port.
  func validate() throws(ControlError) {
    guard http != nil || https != nil else { throw ControlError(field: "http", "is missing") }
    for (field, port) in [("http", http), ("https", https)] {
      guard let port, !Self.range.contains(Int64(port)) else { continue }
      throw ControlError(field: field, value: "\(port)", "must be a port from 0 to 65535")
    }
  }
}

extension ControlCall {
  fileprivate var withoutPorts: ControlError {
    ControlError(status: 404, field: "world", value: worldName, "has no ports of its own")
  }
}
