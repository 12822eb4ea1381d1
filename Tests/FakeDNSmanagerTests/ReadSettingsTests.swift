import Testing

@testable import FakeDNSmanager

struct ReadSettingsTests {
  private struct Refused: Error {}

  @Test func `changed settings count from the next look on`() throws {
    let world = try World.furnished()

    let restricted = try world.store.change { transaction in
      var settings = try transaction.settings()
      settings.restrictedNames = ["a.example"]
      try transaction.update(settings)
      return try transaction.settings().restrictedNames
    }

    #expect(restricted == ["a.example"])
    #expect(try world.store.change { try $0.settings() }.restrictedNames == ["a.example"])
  }

  @Test func `settings that were rolled back are forgotten`() throws {
    let world = try World.furnished()
    let before = try world.store.change { try $0.settings() }

    #expect(throws: Refused.self) {
      try world.store.change { transaction in
        var settings = before
        settings.restrictedNames.append("rolled.back.example")
        try transaction.update(settings)
        #expect(try transaction.settings() == settings)
        throw Refused()
      }
    }

    #expect(try world.store.change { try $0.settings() } == before)
  }

  @Test func `a copy of a world has settings of its own`() throws {
    let world = try World.furnished()
    let copy = try world.fork()

    try copy.store.change { transaction in
      var settings = try transaction.settings()
      settings.theme = "dragon"
      try transaction.update(settings)
    }

    #expect(try copy.store.change { try $0.settings() }.theme == "dragon")
    #expect(try world.store.change { try $0.settings() }.theme == "orion")
  }
}
