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
}
