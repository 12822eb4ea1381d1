import Foundation
import Provisioner
import ProvisionerAPI
import TestSupport
import Testing

/// The provisioner over HTTP, with a scripted panel behind it.
struct APITests {
  private let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
  }

  private static let order =
    #"{"id":117,"plan":1,"item":"provider","email":"customer@example.com"}"#

  @Test func `a service lives from its order to its end`() async throws {
    try await APIProbe.serving(shop.billing()) { api in
      let ordered = try await api.post("/orders", Self.order)
      #expect(ordered.status == 201 && ordered.contentType == "application/json")
      #expect(try ordered.object["status"] as? String == "ordered")
      for (command, status) in [
        ("open", "active"), ("suspend", "suspended"), ("resume", "active"),
        ("sync_item", "active"), ("reopen", "active"), ("close", "deleted"),
      ] {
        let answer = try await api.post("/services/117/\(command)")
        #expect(answer.status == 200, "\(command): \(answer.text)")
        #expect(try answer.object["outcome"] as? String == "done")
        let service = try await api.get("/services/117").object
        #expect(service["status"] as? String == status, "\(command)")
      }
      let states = try await api.get("/mail").list.map { $0["state"] as? String }
      #expect(states == ["sent", "sent"])
    }
    #expect(shop.panel.orderedUsers.isEmpty)
  }

  @Test func `what is stored with a service is shown without its password`() async throws {
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)
    let password = try #require(shop.panel.orderedUsers["dns117"]?.password)
    try await APIProbe.serving(shop.billing()) { api in
      let stored = try await api.get("/services/117/parameters")
      let lines = try stored.list
      let sealed = try #require(lines.first { $0["name"] as? String == "dns_password" })
      #expect(sealed["encrypted"] as? Bool == true && sealed["value"] == nil)
      #expect(
        lines.contains {
          $0["name"] as? String == "dns_ns1" && $0["value"] as? String == "ns1.company.com"
        })
      for path in ["/services", "/services/117", "/mail", "/integrations", "/plans", "/tasks"] {
        let answer = try await api.get(path)
        #expect(answer.status == 200)
        #expect(!answer.text.contains(password) && !answer.text.contains("reseller-secret"))
      }
    }
  }

  @Test func `a change is carried out, and an empty one goes on`() async throws {
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)
    try await APIProbe.serving(shop.billing()) { api in
      let changed = try await api.post("/services/117/setparam", #"{"item":"none"}"#)
      #expect(changed.status == 200, "\(changed.text)")
      #expect(shop.panel.orderedUsers.isEmpty)
      let again = try await api.post("/services/117/setparam", "{}")
      #expect(again.status == 200 && shop.panel.orderedUsers.isEmpty)
    }
  }

  @Test func `drift is found and left alone`() async throws {
    try shop.order()
    _ = try await shop.billing().perform(.open, service: 117)
    shop.panel.change { $0.accounts["dns117"] = nil }
    try await APIProbe.serving(shop.billing()) { api in
      let drift = try await api.get("/services/117/drift").list
      #expect(drift.map { $0["description"] as? String } == ["the user dns117 is missing"])
      #expect(shop.panel.orderedUsers.isEmpty)
      shop.panel.failing("whoami", .lost(.timeout))
      let failed = try await api.get("/services/117/drift")
      #expect(failed.status == 502 && failed.text.contains("no answer in time"))
    }
  }

  @Test func `what fails is kept, told as 202, and tried again when its time has come`()
    async throws
  {
    let clock = SteppedClock(at: Date(timeIntervalSince1970: 1_800_000_000))
    let billing = Provisioner(
      store: shop.store, transport: shop.panel.transport, outbox: shop.outbox,
      clock: clock.billingClock)
    shop.panel.failing("whoami", .lost(.timeout))
    try await APIProbe.serving(billing, clock: clock) { api in
      _ = try await api.post("/orders", Self.order)
      let failed = try await api.post("/services/117/open")
      #expect(failed.status == 202)
      #expect(try failed.object["outcome"] as? String == "retrying")
      let operation = try #require(try await api.get("/operations").list.first)
      #expect(operation["due"] as? Int == 1_800_000_300 && operation["tries"] as? Int == 1)
      shop.panel.working()
      #expect(try await api.post("/operations/retry").list.isEmpty)
      let stepped = try await api.post("/clock/step", #"{"seconds":300}"#)
      #expect(try stepped.object["now"] as? Int == 1_800_000_300)
      let retried = try #require(try await api.post("/operations/retry").list.first)
      #expect((retried["outcome"] as? [String: Any])?["outcome"] as? String == "done")
      #expect(try await api.get("/services/117").object["status"] as? String == "active")
    }
    #expect(try shop.mail().value("Login") == "dns117")
  }

  @Test func `an operation is tried now although it waits for a person`() async throws {
    try shop.order()
    shop.panel.failing("whoami", .refused(type: "auth", object: "badpassword", message: "no"))
    try await APIProbe.serving(shop.billing()) { api in
      let failed = try await api.post("/services/117/open").object
      #expect(failed["outcome"] as? String == "manual")
      let operation = try #require(failed["operation"] as? [String: Any])
      let id = try #require(operation["id"] as? Int)
      #expect(try await api.get("/tasks").list.map { $0["operation"] as? Int } == [id])
      #expect(try await api.get("/problems").list.count == 1)
      shop.panel.working()
      let done = try await api.post("/operations/\(id)/retry")
      #expect(done.status == 200)
      #expect(try await api.post("/operations/\(id)/retry").status == 404)
    }
  }

  @Test func `a clock that is the machine's is not moved`() async throws {
    try await APIProbe.serving(shop.billing()) { api in
      let clock = try await api.get("/clock").object
      #expect(clock["stepped"] as? Bool == false)
      #expect(try await api.post("/clock/step", #"{"seconds":1}"#).status == 409)
    }
  }

  @Test func `long lists come in parts`() async throws {
    for id in 1...5 { try shop.order(Int64(id)) }
    try await APIProbe.serving(shop.billing()) { api in
      let part = try await api.get("/services?after=2&limit=2").list
      #expect(part.map { $0["id"] as? Int } == [3, 4])
      #expect(try await api.get("/services?limit=0").status == 400)
      #expect(try await api.get("/services?limits=1").status == 400)
    }
  }
}
