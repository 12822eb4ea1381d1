/// The options of a processing module, as the vendor's framework has them (billing reference, 2.2).
enum ModuleOption: String, CaseIterable {
  case command, item, module, lang, runningoperation, level, itemtype, subcommand, id, intname
  case param, value, addon, help, version
  /// Prints who wrote the module; short form only.
  case copyright = ""

  /// The short form, without its dash.
  var short: Character? {
    switch self {
    case .command: "c"
    case .item: "i"
    case .module: "m"
    case .lang: "l"
    case .itemtype: "t"
    case .addon: "a"
    case .help: "h"
    case .version: "V"
    case .copyright: "T"
    case .runningoperation, .level, .subcommand, .id, .intname, .param, .value: nil
    }
  }

  /// What its value must be.
  enum Value { case none, text, number }

  var value: Value {
    switch self {
    case .help, .version, .copyright: .none
    case .item, .module, .runningoperation, .level, .addon: .number
    case .command, .lang, .itemtype, .subcommand, .id, .intname, .param, .value: .text
    }
  }

  /// The option as people type it.
  var name: String { rawValue.isEmpty ? "-T" : "--\(rawValue)" }

  static let usage =
    "usage: nslab module --command COMMAND [OPTION VALUE]...\n"
    + allCases.map { option in
      let short = option.short.map { "-\($0)" }
      let long = option.rawValue.isEmpty ? nil : "--\(option.rawValue)"
      let value =
        switch option.value {
        case .none: ""
        case .text: " TEXT"
        case .number: " NUMBER"
        }
      return "  \([short, long].compactMap { $0 }.joined(separator: ", "))\(value)\n"
    }.joined()
    + "commands: \(ModuleCommand.allCases.map(\.rawValue).joined(separator: ", "))\n"
}
