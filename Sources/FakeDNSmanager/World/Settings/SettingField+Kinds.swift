internal import StrictYAML

extension SettingField {
  typealias Property<Value> = WritableKeyPath<WorldSettings, Value> & Sendable

  static func flag(_ key: String, _ property: any Property<Bool>, example: String) -> Self {
    Self(key: key, form: "`yes` or `no`", example: example) { reader, settings, problems in
      if let flag = reader.settingFlag(key, &problems) { settings[keyPath: property] = flag }
    }
  }

  static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
    _ key: String, _ property: any Property<Choice>, example: String
  ) -> Self where Choice.RawValue == String {
    let words = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return Self(key: key, form: "one of \(words)", example: example) {
      reader, settings, problems in
      if let choice = reader.choice(key, as: Choice.self, &problems) {
        settings[keyPath: property] = choice
      }
    }
  }

  /// A span of time; a year is the longest.
  static func seconds(_ key: String, _ property: any Property<Int64>, example: String) -> Self {
    let range = 1...31_536_000
    return Self(
      key: key, form: "seconds, \(range.lowerBound) to \(range.upperBound)", example: example
    ) { reader, settings, problems in
      if let number = reader.number(key, in: range, &problems) {
        settings[keyPath: property] = Int64(number)
      }
    }
  }

  /// A text that `read` accepts and may write in another form.
  static func text(
    _ key: String, _ property: any Property<String>, form: String, example: String,
    _ read: @escaping @Sendable (String) -> String?
  ) -> Self {
    Self(key: key, form: form, example: example) { reader, settings, problems in
      guard reader.remaining.contains(where: { $0.key == key }) else {
        _ = reader.take(key)
        return
      }
      if let text = reader.checkedText(key, form, &problems, read) {
        settings[keyPath: property] = text
      }
    }
  }

  /// A list of texts that `isGood` accepts; a key that is left out changes nothing.
  static func texts(
    _ key: String, form: String, example: String, _ isGood: @escaping @Sendable (String) -> Bool,
    _ set: @escaping @Sendable (inout WorldSettings, [String]) -> Void
  ) -> Self {
    Self(key: key, form: form, example: example) { reader, settings, problems in
      let isThere = reader.remaining.contains { $0.key == key }
      let texts = reader.texts(key, &problems, expected: form, isGood)
      if isThere { set(&settings, texts) }
    }
  }

  /// The same setting, which nothing behind the key unsets; `meaning` says what that is.
  func orNothing(
    meaning: String, _ unset: @escaping @Sendable (inout WorldSettings) -> Void
  ) -> Self {
    Self(key: key, form: "\(form); nothing behind the key is \(meaning)", example: example) {
      [key, read] reader, settings, problems in
      if case .nothing? = reader.remaining.first(where: { $0.key == key })?.value.content {
        _ = reader.take(key)
        unset(&settings)
      } else {
        read(&reader, &settings, &problems)
      }
    }
  }
}
