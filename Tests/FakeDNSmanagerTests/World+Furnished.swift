import Testing
import XMLReading

@testable import FakeDNSmanager

extension World {
  /// A world in which the examples of the contracts name things that are there: the user `dns117`, a
  /// second reseller and administrator, the master `example.com` and the slave `slave.example`.
  ///
  /// Each password is the login with `-secret` behind it; clock and seed stand still.
  static func furnished(seed: UInt64 = 1) throws -> World {
    let world = try World.forTests { file in
      file.seed = seed
      file.administrators.append(.init(name: "second", password: "second-secret"))
      file.resellers.append(
        .init(name: "provider2", password: "provider2-secret", namespace: "other.example"))
      file.resellers[0].users = [.init(name: "dns117", password: "dns117-secret")]
      var domain = WorldFile.Domain(name: "example.com")
      domain.addresses = ["192.0.2.5"]
      file.resellers[0].domains = [domain]
      file.settings.restrictedNames = ["blocked.example"]
    }
    // Made a day and a second ago: it was never transferred, and is a problem domain by now.
    world.clock.step(by: -86_401)
    let slave: KeyValuePairs = [
      "name": "slave.example", "dtype": "slave", "masterip": "192.0.2.1", "sok": "ok",
    ]
    try #require(try world.error("domain.edit", slave, as: "provider") == nil)
    world.clock.step(by: 86_401)
    world.journal.clear()
    return world
  }

  /// A furnished world to fork, built once for all tests; never call it itself.
  static let furnishedOnce = Result { try furnished() }

  /// Opens a session and returns its id.
  func signIn(_ login: String) throws -> String {
    let answer = call("auth", ["username": login, "password": "\(login)-secret"])
    return try #require(try XMLReply(answer.body).string(at: "/doc/auth"))
  }

  /// Who calls a function in tests that call all of them: the reseller, where his level is enough.
  static func caller(of contract: Contract) -> String {
    contract.access.admits(.reseller) ? "provider" : "root"
  }
}
