import Testing

@testable import FakeDNSmanager

/// `DefViewUsable`: the default namespace is there as long as accounts may live in it.
struct DefaultNamespaceTests {
  @Test func `the default namespace stays the default one under another name`() throws {
    let world = try World.forTests { $0.settings.defaultNamespaceUsable = true }
    let rename: KeyValuePairs = ["elid": "default.local", "name": "main.example", "sok": "ok"]

    #expect(try world.error("namespace.edit", rename, as: "root") == nil)

    #expect(try world.settings.defaultNamespace == "main.example")
    #expect(
      try world.error("namespace.delete", ["elid": "main.example"], as: "root")
        == "access/namespace")
    try world.makeUser("solo", as: "root")
    #expect(try world.row("user", "solo", as: "root")["namespace"] == "main.example")
    try world.makeZone("example.net", as: "root")
  }

  @Test func `another namespace's new name is no setting`() throws {
    let world = try World.forTests()
    let rename: KeyValuePairs = ["elid": "company.com", "name": "firm.example", "sok": "ok"]

    #expect(try world.error("namespace.edit", rename, as: "root") == nil)

    #expect(try world.settings.defaultNamespace == "default.local")
  }

  @Test func `the default namespace is made when it becomes usable`() throws {
    let world = try World.forTests()
    #expect(try world.error("user.edit", .new("early"), as: "root") == "value/namespace")

    try world.changeSettings { $0.defaultNamespaceUsable = true }

    try world.makeUser("solo", as: "root")
    #expect(try world.row("user", "solo", as: "root")["namespace"] == "default.local")
  }

  @Test func `the default namespace is made when the settings name another one`() throws {
    let world = try World.forTests { $0.settings.defaultNamespaceUsable = true }
    try world.makeUser("first", as: "root")

    try world.changeSettings { $0.defaultNamespace = "main.example" }

    try world.makeUser("second", as: "root")
    #expect(try world.row("user", "first", as: "root")["namespace"] == "default.local")
    #expect(try world.row("user", "second", as: "root")["namespace"] == "main.example")
  }

  @Test func `without a free address the default namespace cannot become usable`() throws {
    let world = try World.forTests { $0.settings.addressPool = ["127.53.0.1-127.53.0.2"] }

    #expect(throws: PanelError.limit("ip", "default.local")) {
      try world.changeSettings { $0.defaultNamespaceUsable = true }
    }

    #expect(try !world.settings.defaultNamespaceUsable)
  }

  @Test(arguments: [[WorldPart.settings], [.accounts]])
  func `a part that is put back leaves no default namespace that is missing`(
    parts: [WorldPart]
  ) throws {
    let world = try World.forTests { $0.settings.defaultNamespaceUsable = true }
    let directory = try WorldDirectory(world)
    let rename: KeyValuePairs = ["elid": "default.local", "name": "main.example", "sok": "ok"]
    #expect(try world.error("namespace.edit", rename, as: "root") == nil)

    try directory.reset("default", parts)

    try world.makeUser("solo", as: "root")
  }
}
