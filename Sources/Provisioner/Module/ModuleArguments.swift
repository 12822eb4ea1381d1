/// A command line as the vendor's framework reads it: long and short options, each with a value.
struct ModuleArguments {
  private var values: [ModuleOption: String] = [:]

  /// Reads the arguments after the program's name.
  ///
  /// - Throws: ``ModuleUsageError`` for an unknown option, a missing value, or one that is no number.
  init(_ arguments: [String]) throws(ModuleUsageError) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let (option, attached) = try Self.option(word)
      guard option.value != .none else {
        if attached != nil { throw ModuleUsageError("\(option.name) takes no value") }
        values[option] = ""
        continue
      }
      guard let value = attached ?? rest.popFirst() else {
        throw ModuleUsageError("\(option.name) needs a value")
      }
      if option.value == .number, !(Int64(value).map { $0 > 0 } ?? false) {
        throw ModuleUsageError(
          "\(option.name) is \(value.debugDescription); it must be a whole number above 0")
      }
      values[option] = value
    }
  }

  subscript(_ option: ModuleOption) -> String? { values[option] }

  func number(_ option: ModuleOption) -> Int64? { values[option].flatMap { Int64($0) } }

  /// The option that a word names, with the value that is written in the same word.
  private static func option(
    _ word: String
  ) throws(ModuleUsageError) -> (ModuleOption, attached: String?) {
    if word.hasPrefix("--") {
      let parts = word.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if let name = parts.first, !name.isEmpty, let option = ModuleOption(rawValue: String(name)) {
        return (option, parts.count > 1 ? String(parts[1]) : nil)
      }
    } else if word.hasPrefix("-"), let letter = word.dropFirst().first,
      let option = ModuleOption.allCases.first(where: { $0.short == letter })
    {
      return (option, word.count > 2 ? String(word.dropFirst(2)) : nil)
    }
    throw ModuleUsageError("unknown option \(word.debugDescription)")
  }
}

/// Why a command line cannot be used.
struct ModuleUsageError: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
