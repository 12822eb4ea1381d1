import Testing
import XMLReading

@testable import FakeDNSmanager

extension World {
  /// Makes a user whose password is his login with `-secret` behind it.
  func makeUser(
    _ name: String, _ parameters: KeyValuePairs<String, String> = [:],
    as login: String = "provider",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let form =
      [
        ("out", "xml"), ("func", "user.edit"), ("sok", "ok"), ("name", name),
        ("passwd", "\(name)-secret"),
      ]
      + [("authinfo", "\(login):\(login)-secret")] + parameters.map { ($0.key, $0.value) }
    let reply = try XMLReply(answer(PanelRequest(query: form.formEncoded)).body)
    #expect(try reply.strings(at: "/doc/ok").count == 1, sourceLocation: sourceLocation)
    #expect(try reply.string(at: "/doc/id") == name, sourceLocation: sourceLocation)
  }

  /// The refusal that a call meets, as `type/object`; `nil` when it is performed.
  func error(
    _ function: String, _ parameters: KeyValuePairs<String, String> = [:], as login: String
  ) throws -> String? {
    try call(function, parameters, as: login).refusal()
  }

  /// The row of a list with that name, as column names and texts.
  func row(_ list: String, _ name: String, as login: String = "provider") throws -> [String: String]
  {
    let reply = try XMLReply(call(list, as: login).body)
    let row = "/doc/elem[name='\(name)']"
    let columns = ["name", "parent", "namespace", "level", "active", "domainlimit", "userlimit"]
    return try columns.reduce(into: [:]) { $0[$1] = try reply.string(at: "\(row)/\($1)") }
  }
}

extension PanelAnswer {
  /// The refusal in the answer, as `type/object`; `nil` when there is none.
  func refusal() throws -> String? {
    let reply = try XMLReply(body)
    guard let type = try reply.string(at: "/doc/error/@type") else { return nil }
    return "\(type)/\(try reply.string(at: "/doc/error/@object") ?? "")"
  }
}

extension KeyValuePairs<String, String> {
  /// The parameters that make an account.
  static func new(_ name: String) -> Self {
    ["name": name, "passwd": "\(name)-secret", "sok": "ok"]
  }
}
