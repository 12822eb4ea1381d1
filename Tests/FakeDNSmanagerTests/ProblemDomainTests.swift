import DNSWire
import Testing
import XMLReading

@testable import FakeDNSmanager

struct ProblemDomainTests {
  private let primary: World
  private let secondary: World
  private let network: LocalNetwork

  init() throws {
    primary = try .forTests {
      $0.settings.addressPool = ["127.53.2.0/24"]
      $0.settings.secondaries = ["127.53.3.1"]
    }
    secondary = try .forTests { $0.settings.addressPool = ["127.53.3.0/24"] }
    network = LocalNetwork([primary, secondary])
    try primary.makeZone("example.net", ip: "192.0.2.5")
    try makeSlave("example.net", of: "127.53.2.1")
  }

  @Test func `a slave domain that is not transferred for a day is a problem until it is`() throws {
    try network.settle()
    try primary.add(DNSFault(.serverFailure, on: .init(type: "AXFR")))

    for (seconds, names) in [(86_400, []), (1, ["example.net"])] as [(Int64, [String])] {
      secondary.clock.step(by: seconds)
      try network.settle()
      #expect(try problems() == names)
    }
    #expect(try column("problem") == ["the primary answered SERVFAIL"])

    primary.dnsFaults.removeAll()
    secondary.clock.step(by: 3_600)
    try network.settle()
    #expect(try problems() == [])
  }

  @Test func `a slave domain that was never transferred has a day from its making`() throws {
    secondary.clock.step(by: 86_400)
    #expect(try problems() == [])
    secondary.clock.step(by: 1)
    #expect(try problems() == ["example.net"])
    #expect(try column("refreshed") == ["0"])
    #expect(try column("problem") == ["not transferred"])

    try makeSlave("later.example", of: "192.0.2.1")
    #expect(try problems() == ["example.net"])
    secondary.clock.step(by: 86_401)
    #expect(try problems() == ["example.net", "later.example"])
  }

  @Test func `each sees his own, filtered as he likes`() throws {
    try secondary.makeUser("dns1")
    try makeSlave("other.example", of: "192.0.2.1", as: "dns1")
    secondary.clock.step(by: 86_401)
    #expect(try problems(as: "dns1") == ["other.example"])
    #expect(try problems() == ["example.net", "other.example"])
    #expect(
      try secondary.column(
        "name", of: "problemdomain", ["filter": "on", "masterip": "192.0.2.1"], as: "provider")
        == ["other.example"])
  }

  private func problems(as login: String = "provider") throws -> [String] {
    try secondary.column("name", of: "problemdomain", as: login)
  }

  private func column(_ name: String) throws -> [String] {
    try secondary.column(name, of: "problemdomain", as: "provider")
  }

  private func makeSlave(_ name: String, of master: String, as login: String = "provider") throws {
    let answer = secondary.call(
      "domain.edit", ["name": name, "dtype": "slave", "masterip": master, "sok": "ok"], as: login)
    #expect(try answer.refusal() == nil)
  }
}
