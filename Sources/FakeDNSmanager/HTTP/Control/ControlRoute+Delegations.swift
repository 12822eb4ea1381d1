internal import LocalAPI

extension ControlPort {
  /// What customers ask of registrars.
  static let delegations: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/parent",
      summary: "The zones above the customers' domains, and where they are served",
      gives: .json(.parent),
      perform: { call in
        guard let parent = try call.world.parentZones() else {
          throw ControlError(
            status: 404, field: "parent", "is missing: the world declares no parent zones")
        }
        return try .json(ParentStatus(parent, trustAnchor: try call.world.trustAnchor()))
      }),
    ControlRoute(
      method: .get, path: "/worlds/{world}/delegations", summary: "The delegated domains",
      gives: .list(.delegation),
      perform: { call in try .json(try call.world.delegations().map(DelegationBody.init)) }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/delegations",
      summary: "Delegate a domain, as its owner would at a registrar; replaces what was there",
      takes: .json(.delegation), status: 201, gives: .json(.delegation),
      perform: { call in
        let wish = try ControlJSON.decode(
          DelegationBody.self, from: call.body, keys: ["name", "servers", "ds"])
        let made = try call.world.delegate(try wish.delegation)
        return try .json(DelegationBody(made), status: 201)
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/delegations/{name}",
      summary: "Take a delegation back", status: 204,
      perform: { call in
        let name = call.path["name"] ?? ""
        guard try call.world.undelegate(name) else {
          throw ControlError(status: 404, field: "name", value: name, "is not delegated")
        }
        return .done
      }),
  ]
}

/// A delegation in JSON.
struct DelegationBody: Codable, Equatable {
  let name: String
  /// `ns1.company.com` or `ns1.company.com/192.0.2.1`.
  let servers: [String]
  /// The data of DS records.
  let ds: [String]?

  init(_ delegation: Delegation) {
    name = delegation.domain
    servers = delegation.servers.map(\.description)
    ds = delegation.signers.isEmpty ? nil : delegation.signers
  }

  /// Throws ``DelegationError`` for a server that cannot be read.
  var delegation: Delegation {
    get throws(DelegationError) {
      Delegation(
        domain: name,
        servers: try servers.map { (text) throws(DelegationError) in
          try Delegation.Server(text)
        },
        signers: ds ?? [])
    }
  }
}

/// The zones above the customers', in JSON.
struct ParentStatus: Codable, Equatable {
  /// The address of the root's name server.
  let root: String
  /// The address of the registries' name server.
  let registry: String
  let zones: [String]
  /// The root's DS record; `nil` where nobody signs.
  let trustAnchor: String?

  enum CodingKeys: String, CodingKey {
    case root, registry, zones
    case trustAnchor = "trust_anchor"
  }

  init(_ parent: ParentZones, trustAnchor: String?) {
    root = parent.rootAddress
    registry = parent.registryAddress
    zones = parent.zones
    self.trustAnchor = trustAnchor
  }
}
