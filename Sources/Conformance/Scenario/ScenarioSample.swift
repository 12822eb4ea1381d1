internal import Foundation

/// The first lines of a scenario of one's own: they run, and they pass.
public enum ScenarioSample {
  /// Returns the text of a scenario of that name; `schema` is where an editor finds the JSON Schema.
  public static func text(named name: String, schema: String) -> String {
    """
    # yaml-language-server: $schema=\(schema)
    scenario: \(name)
    title: An order for provider name servers ends with an active service
    tags: [provider]
    panels: { first: provider }
    steps:
      - order: { service: 117, ns: provider }
        check:
          - { clause: NS-07, outcome: done }
          - { clause: NS-07, status: active }
      - name: the panel knows the new user
        api: { as: provider, func: user }
        check:
          - { clause: NS-07, xpath: /doc/elem/name, equals: dns117 }

    """
  }

  /// Writes it as `NAME.yaml` into a folder; an existing file is never touched.
  ///
  /// - Returns: The path of the new file.
  /// - Throws: ``SuiteError/unwritable(_:_:)`` for a name with other than a-z, 0-9 and `-` in it, a file
  ///   that is there already, and a folder that cannot be written to.
  public static func write(
    named name: String, to folder: String, schema: String
  ) throws(SuiteError) -> String {
    let path = "\(folder)/\(name).yaml"
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,79}/) != nil else {
      throw .unwritable(name, "a scenario's name has a-z, 0-9 and '-' only, at most 80")
    }
    do {
      try Data(text(named: name, schema: schema).utf8)
        .write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw .unwritable(path, "it is there already")
    } catch {
      throw .unwritable(path, error.localizedDescription)
    }
    return path
  }
}
