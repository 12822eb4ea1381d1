import Testing
import XMLReading

@testable import FakeDNSmanager

/// Each wrong behaviour shows, and without it the same calls show the right one.
struct AccountMutantTests {
  private static let calls: [(Mutant, @Sendable (World) throws -> String?)] = [
    (
      .makesResellers,
      { world in
        try world.makeUser("dns117")
        return try world.row("user", "dns117", as: "root")["level"]
      }
    ),
    (
      .sharesNamespaces,
      { world in
        try world.makeUser("dns117", ["namespace": "brand.example"])
        return try world.row("user", "dns117")["namespace"]
      }
    ),
    (
      .splitsNamespaces,
      { world in
        try world.makeUser("dns117")
        return try world.row("user", "dns117")["namespace"]
      }
    ),
    (
      .forgetsParents,
      { world in
        try world.makeUser("dns117")
        return try world.row("user", "dns117", as: "root")["parent"]
      }
    ),
    (
      .ignoresNewPasswords,
      { world in
        try world.makeUser("dns117")
        let change: KeyValuePairs = ["elid": "dns117", "passwd": "new", "sok": "ok"]
        #expect(try world.error("user.edit", change, as: "provider") == nil)
        return try world.error("whoami", as: "dns117") ?? "the old password works"
      }
    ),
    (
      .keepsDeletedUsers,
      { world in
        try world.makeUser("dns117")
        #expect(try world.error("user.delete", ["elid": "dns117"], as: "provider") == nil)
        return try world.row("user", "dns117")["name"]
      }
    ),
    (
      .ignoresSuspension,
      { world in
        try world.makeUser("dns117")
        #expect(try world.error("user.suspend", ["elid": "dns117"], as: "provider") == nil)
        return try world.row("user", "dns117")["active"]
      }
    ),
  ]

  static let expected: [(Mutant, right: String?, wrong: String?)] = [
    (.makesResellers, "16", nil),
    (.sharesNamespaces, "brand.example", "company.com"),
    (.splitsNamespaces, "company.com", "dns117.company.com"),
    (.forgetsParents, "provider", "root"),
    (.ignoresNewPasswords, "auth/badpassword", "the old password works"),
    (.keepsDeletedUsers, nil, "dns117"),
    (.ignoresSuspension, "off", "on"),
  ]

  @Test(arguments: expected)
  func `a wrong behaviour shows where it is switched on`(
    mutant: Mutant, right: String?, wrong: String?
  ) throws {
    let call = try #require(Self.calls.first { $0.0 == mutant }?.1)

    #expect(try call(try .forTests()) == right)
    #expect(try call(try .forTests(mutants: [mutant])) == wrong)
  }
}
