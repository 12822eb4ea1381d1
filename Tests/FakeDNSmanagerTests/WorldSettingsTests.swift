import StrictYAML
import Testing

@testable import FakeDNSmanager

struct WorldSettingsTests {
  @Test func `every setting can be written in a world file`() {
    // The parent zones have a key of their own, beside `settings`.
    let properties = Mirror(reflecting: WorldSettings()).children.compactMap(\.label)
      .filter { $0 != "parent" }

    #expect(Set(SettingField.all.map(\.key)) == Set(properties.map(\.snakeCased)))
    #expect(SettingField.all.count == properties.count)
  }

  @Test(arguments: SettingField.all.map(\.key))
  func `a setting changes its own property alone`(key: String) throws {
    let field = try #require(SettingField.all.first { $0.key == key })

    let settings = try decoded("{ \(key): \(field.example) }")

    #expect(changed(in: settings) == [key])
  }

  static let mistakes = [
    ("{ mode: sloppy }", "'mode' must be one of documented, strict, lenient"),
    ("{ vary: 7 }", "'vary' must be yes or no"),
    ("{ secondaries: [\"127.0.0.1:0\"] }", "'secondaries' must hold a.b.c.d"),
    ("{ primary_port: 0 }", "'primary_port' must be a whole number from 1 to 65535"),
    ("{ host: \"file:///etc\" }", "'host' must be https:// or http:// and a host"),
    ("{ theme: \"../x\" }", "'theme' must be letters, digits, - and _"),
    ("{ session_lifetime: -1 }", "'session_lifetime' must be a whole number from 1"),
    ("{ zone_template: { ttl: x } }", "'ttl' must be a whole number"),
    ("{ zone_template: { hosts: [] } }", "a zone template has no key 'hosts'"),
    ("{ restricted_names: [\"-\"] }", "'restricted_names' must hold"),
    ("{ sesion_lifetime: 1 }", "did you mean 'session_lifetime'?"),
  ]

  @Test(arguments: mistakes)
  func `a wrong setting is named with what would be right`(yaml: String, message: String) {
    let error = #expect(throws: InvalidSources.self) { try decoded(yaml) }

    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func `an empty list takes what was there away`() throws {
    #expect(try decoded("{ authinfo_addresses: [] }").authinfoAddresses == [])
    #expect(try decoded("{}").authinfoAddresses == nil)
  }

  private func decoded(_ settings: String) throws -> WorldSettings {
    try WorldFile.decode(yaml: "world: w\nsettings: \(settings)", file: "w.yaml").settings
  }

  private func changed(in settings: WorldSettings) -> [String] {
    zip(Mirror(reflecting: settings).children, Mirror(reflecting: WorldSettings()).children)
      .filter { String(describing: $0.value) != String(describing: $1.value) }
      .compactMap { $0.0.label?.snakeCased }
  }
}

extension String {
  fileprivate var snakeCased: String {
    replacing(/[A-Z]/) { "_\($0.output.lowercased())" }
  }
}
