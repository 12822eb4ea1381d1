internal import LocalAPI
internal import Provisioner

extension ProvisionPort {
  /// Orders, and the services that they became.
  static let services: [ProvisionRoute] = [
    ProvisionRoute(
      method: .post, path: "/orders",
      summary: "Take an order; nothing is opened yet, /services/{id}/open does that",
      takes: .json(.orderRequest), status: 201, gives: .json(.service),
      perform: { call in
        let wish = try APIJSON.decode(
          OrderRequest.self, from: call.body, keys: OrderRequest.CodingKeys.allNames)
        return try .json(ServiceLine(try call.billing.order(wish.order)), status: 201)
      }),
    ProvisionRoute(
      method: .get, path: "/services", summary: "The services by id", parameters: pages,
      gives: .list(.service),
      perform: { call in
        let page = try Page(call)
        return try .json(
          try call.billing.services(after: page.after, limit: page.limit).map(ServiceLine.init))
      }),
    ProvisionRoute(
      method: .get, path: "/services/{id}", summary: "One service", gives: .json(.service),
      perform: { call in try .json(ServiceLine(try call.billing.service(call.id))) }),
    ProvisionRoute(
      method: .get, path: "/services/{id}/parameters",
      summary: "What is stored with a service; passwords are not shown", gives: .list(.parameter),
      perform: { call in
        let id = try call.billing.service(call.id).id
        return try .json(
          try call.billing.parameters(of: id).map {
            ParameterLine(name: $0.name.rawValue, value: $0.value, encrypted: $0.isEncrypted)
          })
      }),
    ProvisionRoute(
      method: .get, path: "/services/{id}/drift",
      summary: "Ask the panel what is not as it should be; nothing is changed",
      gives: .list(.drift),
      perform: { call in
        try .json(
          try await call.billing.drift(of: call.id).map { DriftLine(description: "\($0)") })
      }),
  ]

  /// How long lists are read in parts.
  static let pages = [
    APIParameter(
      name: "after", kind: .integer(0...Int.max), summary: "Records behind the one with this id"),
    APIParameter(name: "limit", kind: .integer(Page.limits), summary: "How many at most; 100"),
  ]
}

/// A part of a list.
struct Page {
  static let limits = 1...1_000

  let after: Int64
  let limit: Int

  init(_ call: ProvisionCall) throws(APIError) {
    after = Int64(try call.integer("after", in: 0...Int.max) ?? 0)
    limit = try call.integer("limit", in: Self.limits) ?? 100
  }
}

/// What a customer orders.
struct OrderRequest: Decodable {
  let id: Int64?
  let plan: Int64
  let itemType: String?
  let item: String?
  let domain: String?
  let namespace: String?
  let address: String?
  let panel: String?
  let email: String

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, plan, item, domain, namespace, address, panel, email
    case itemType = "item_type"
  }

  /// The order that is meant.
  var order: Order {
    get throws(APIError) {
      let known = ControlPanel.allCases.map(\.rawValue)
      if let panel, !known.contains(panel) {
        throw APIError(
          field: "panel", value: panel, "must be one of \(known.joined(separator: ", "))")
      }
      return Order(
        id: id, itemType: itemType ?? Service.dedicated, plan: plan, item: item, domain: domain,
        namespace: namespace, address: address, panel: panel.flatMap(ControlPanel.init(rawValue:)),
        email: email)
    }
  }
}

/// A service, seen from outside.
struct ServiceLine: Codable, Equatable {
  let id: Int64
  let itemType: String
  let plan: Int64
  let provider: Int64
  let item: String?
  /// The name of a ``ServiceStatus``.
  let status: String
  let domain: String?
  let namespace: String?
  let address: String?
  let panel: String?
  let email: String

  enum CodingKeys: String, CodingKey {
    case id, plan, provider, item, status, domain, namespace, address, panel, email
    case itemType = "item_type"
  }

  init(_ service: Service) {
    id = service.id
    itemType = service.itemType
    plan = service.plan
    provider = service.provider
    item = service.item
    status = service.status.name
    domain = service.domain
    namespace = service.namespace
    address = service.address
    panel = service.panel?.rawValue
    email = service.email
  }
}

/// A value stored with a service.
struct ParameterLine: Codable, Equatable {
  let name: String
  /// Absent when it is encrypted.
  let value: String?
  let encrypted: Bool
}

/// One thing that is not as it should be.
struct DriftLine: Codable, Equatable {
  let description: String
}
