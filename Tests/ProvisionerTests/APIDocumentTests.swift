import Foundation
import LocalAPI
import Provisioner
import Testing

@testable import ProvisionerAPI

/// The OpenAPI document of the provisioner's API against what it answers.
struct APIDocumentTests {
  @Test func `each call is in the document, and nothing is described in vain`() throws {
    let text = String(decoding: try ProvisionPort.openAPI, as: UTF8.self)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    let described = Set(paths.flatMap { path, calls in calls.keys.map { "\($0) \(path)" } })
    let used = Set(text.matches(of: /"#\/components\/schemas\/(\w+)"/).map { String($0.1) })

    #expect(described == Set(ProvisionPort.routes.map { "\($0.method.rawValue) \($0.path)" }))
    #expect(described.count == ProvisionPort.routes.count)
    #expect(used == Set(ProvisionSchema.allCases.map(\.rawValue)))
    for command in Command.allCases {
      #expect(described.contains("post /services/{id}/\(command.rawValue)"))
    }
  }

  @Test func `what a form may hold is what is read`() {
    let described = ProvisionSchema.orderRequest.members.map(\.name)

    #expect(Set(described) == Set(OrderRequest.CodingKeys.allNames))
  }

  @Test func `the shapes say what the answers hold`() async throws {
    let shop = try Shop()
    try await shop.integrate()
    try shop.order()
    try shop.order(118)
    _ = try await shop.billing().perform(.open, service: 117)
    shop.panel.failing("whoami", .refused(type: "auth", object: "badpassword", message: "no"))
    _ = try await shop.billing().perform(.open, service: 118)

    try await APIProbe.serving(shop.billing()) { api in
      try expect(.health, toDescribe: try await api.get("/health").object)
      try expect(.clock, toDescribe: try await api.get("/clock").object)
      try expect(.service, toDescribe: try await api.get("/services/117").object)
      try expect(.outcome, toDescribe: try await api.post("/services/117/open").object)
      try expect(.error, toDescribe: try await api.get("/services/9").object)
      let lists: [(ProvisionSchema, String)] = [
        (.provider, "/providers"), (.plan, "/plans"), (.integration, "/integrations"),
        (.service, "/services"), (.parameter, "/services/117/parameters"),
        (.operation, "/operations"), (.task, "/tasks"), (.problem, "/problems"), (.mail, "/mail"),
      ]
      for (schema, path) in lists {
        let list = try await api.get(path).list
        #expect(!list.isEmpty, "\(path)")
        for object in list { try expect(schema, toDescribe: object) }
      }
    }
  }

  private func expect(
    _ schema: ProvisionSchema, toDescribe object: [String: Any],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let members = schema.members
    #expect(
      Set(object.keys).isSubset(of: members.map(\.name)), "\(schema)",
      sourceLocation: sourceLocation)
    #expect(
      Set(members.filter(\.isRequired).map(\.name)).isSubset(of: object.keys), "\(schema)",
      sourceLocation: sourceLocation)
  }
}
