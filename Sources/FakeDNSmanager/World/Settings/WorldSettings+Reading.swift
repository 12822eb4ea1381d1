private import Foundation
internal import StrictYAML

extension WorldSettings {
  /// The settings with what a mapping names set; those with a problem stay.
  func reading(_ node: YAMLNode, _ problems: inout [SourceProblem]) -> WorldSettings {
    var settings = self
    guard var reader = MappingReader(node, "settings", &problems) else { return self }
    for field in SettingField.all { field.read(&reader, &settings, &problems) }
    reader.finish(&problems)
    return settings
  }

  /// The settings as JSON that ``reading(_:_:)`` takes, under the names that world files give them.
  ///
  /// Without the parent zones, which stand beside the settings.
  var json: [UInt8] {
    get throws {
      var settings = self
      settings.parent = nil
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return Array(try encoder.encode(settings))
    }
  }

  /// Holds settings that came from elsewhere than a world file to the rules of one.
  ///
  /// The parent zones are not looked at; see ``Transaction/checkParentZones(of:)``.
  ///
  /// - Throws: ``InvalidSources`` for a setting that no world file could have.
  func validate() throws {
    var problems: [SourceProblem] = []
    let text = String(decoding: try json, as: UTF8.self)
    _ = reading(try YAMLDecoding.node(in: text, file: "settings"), &problems)
    guard problems.isEmpty else { throw InvalidSources(problems) }
  }
}
