import Testing
import XMLReading

@testable import FakeDNSmanager

extension World {
  /// The texts of one column of a list.
  func column(
    _ name: String, of function: String, _ parameters: KeyValuePairs<String, String> = [:],
    as login: String
  ) throws -> [String] {
    try XMLReply(call(function, parameters, as: login).body).strings(at: "/doc/elem/\(name)")
  }

  /// The keys of a zone's records, in order.
  func keys(of zone: String, as login: String = "provider") throws -> [String] {
    try column("rkey", of: "domain.record", ["elid": zone], as: login)
  }

  /// The texts of one field of a form, or of any other child of `doc`.
  func field(
    _ name: String, of function: String, _ parameters: KeyValuePairs<String, String>,
    as login: String = "provider"
  ) throws -> String? {
    try XMLReply(call(function, parameters, as: login).body).string(at: "/doc/\(name)")
  }

  /// Makes a master zone, and expects to be told its name.
  func makeZone(
    _ name: String, ip: String = "", as login: String = "provider",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let reply = try XMLReply(
      call("domain.edit", ["name": name, "ip": ip, "sok": "ok"], as: login).body)
    #expect(try reply.strings(at: "/doc/ok").count == 1, sourceLocation: sourceLocation)
    #expect(try reply.string(at: "/doc/id") == name, sourceLocation: sourceLocation)
  }
}
