import Foundation
import LocalAPI
import Provisioner
import Testing

@testable import ProvisionerAPI

/// What callers of the API may not do, and what they are told.
struct APIRefusalTests {
  private let shop: Shop

  init() async throws {
    shop = try Shop()
    try await shop.integrate()
    try shop.order()
  }

  /// A name that DNS takes, and that leaves no room for `ns1.`.
  private static let longName = String(repeating: "a.", count: 124) + "ru"

  static let refusals: [(String, String, String?, Int, String?)] = [
    ("POST", "/orders", "", 400, "body"),
    ("POST", "/orders", "[]", 400, "body"),
    ("POST", "/orders", #"{"plan":1}"#, 400, "email"),
    ("POST", "/orders", #"{"plan":"1","email":"a@b"}"#, 400, "plan"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b","colour":"red"}"#, 400, "colour"),
    ("POST", "/orders", #"{"plan":1,"email":"a b@c"}"#, 400, "email"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b\r\nBcc: c@d"}"#, 400, "email"),
    ("POST", "/orders", #"{"id":0,"plan":1,"email":"a@b"}"#, 400, "id"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b","panel":"plesk"}"#, 400, "panel"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b","address":"home"}"#, 400, "address"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b","domain":"not a domain"}"#, 422, "domain"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b","namespace":"x y"}"#, 422, "namespace"),
    (
      "POST", "/orders", #"{"plan":1,"email":"a@b","namespace":"\#(longName)"}"#, 422, "namespace"
    ),
    ("POST", "/orders", #"{"id":null,"plan":1,"email":"a@b"}"#, 400, "id"),
    ("POST", "/orders", #"{"plan":1,"email":"a@b","panel":"ispmanager"}"#, 400, "address"),
    ("POST", "/orders", #"{"plan":9,"email":"a@b"}"#, 422, "plan"),
    ("POST", "/orders", #"{"id":117,"plan":1,"email":"a@b"}"#, 409, "service"),
    ("GET", "/services/5", nil, 404, "service"),
    ("GET", "/services/x", nil, 400, "id"),
    ("GET", "/services/-1", nil, 400, "id"),
    ("POST", "/services/+117/open", nil, 400, "id"),
    ("POST", "/services/117/suspend", nil, 409, nil),
    ("POST", "/services/117/fly", nil, 404, "path"),
    ("DELETE", "/services/117", nil, 405, "method"),
    ("GET", "/nothing", nil, 404, "path"),
    ("POST", "/services/117/setparam", #"{"plan":"a"}"#, 400, "plan"),
    ("POST", "/services/117/setparam", #"{"namespace":"x y"}"#, 422, "namespace"),
  ]

  @Test(arguments: refusals)
  func `a refusal names the field`(
    method: String, path: String, body: String?, status: Int, field: String?
  ) async throws {
    try await APIProbe.serving(shop.billing()) { api in
      let answer = try await api.call(method, path, body)
      #expect(answer.status == status, "\(answer.text)")
      let refusal = try answer.object
      #expect(refusal["field"] as? String == field, "\(answer.text)")
      #expect((refusal["errors"] as? [String])?.isEmpty == false)
    }
    #expect(shop.panel.functions.isEmpty)
    #expect(try shop.billing().services().count == 1)
  }

  @Test func `a body that is too long is not read`() async throws {
    try await APIProbe.serving(shop.billing()) { api in
      let padding = String(repeating: "x", count: ProvisionPort.maximumByteCount)
      let answer = try await api.post("/orders", #"{"email":"\#(padding)"}"#)
      #expect(answer.status == 413)
    }
  }

  @Test func `with a token nobody else is answered, and what is open stays open`() async throws {
    try await APIProbe.serving(shop.billing(), token: "shop-token") { api in
      let known = try await api.get("/services")
      #expect(known.status == 200)
      var stranger = api
      for token in [nil, "shop-toke", "shop-token2", ""] {
        stranger.token = token
        #expect(try await stranger.get("/services").status == 401)
        #expect(try await stranger.post("/services/117/open").status == 401)
        #expect(try await stranger.get("/health").status == 200)
        #expect(try await stranger.get("/openapi.json").status == 200)
      }
    }
    #expect(shop.panel.functions.isEmpty)
  }

  @Test func `a page in a browser may not call`() async throws {
    try await APIProbe.serving(shop.billing()) { api in
      let answer = try await api.call(
        "POST", "/services/117/open", fields: ["Origin": "https://evil.example"])
      #expect(answer.status == 403)
    }
    #expect(shop.panel.functions.isEmpty)
  }

  @Test func `an address that others reach needs a token`() async throws {
    let exposed = ListenAddress(host: "0.0.0.0", allowsRemote: true)
    await #expect(throws: ListenError.self) {
      try await ProvisionServer.start(shop.billing(), at: exposed)
    }
    await #expect(throws: ListenError.self) {
      try await ProvisionServer.start(
        shop.billing(), at: ListenAddress(host: "0.0.0.0"), token: "t")
    }
  }
}
