internal import ArgumentParser
internal import FakeDNSmanager

/// How the simulated panels of a run behave where they have a choice.
struct PanelChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Panels take their callers at their word: as documented, strictly, or leniently.",
      valueName: "mode"), transform: PanelMode.argument)
  var mode: PanelMode?

  @Option(
    help: ArgumentHelp(
      "Panels make choices from this seed where the documents are silent.", valueName: "seed"))
  var vary: UInt64?

  /// Changes a world file to what was chosen.
  var change: @Sendable (inout WorldFile) -> Void {
    { [mode, vary] file in
      if let mode { file.settings.mode = mode }
      if let vary { (file.seed, file.settings.vary) = (vary, true) }
    }
  }
}

extension PanelMode {
  /// Reads the value of `--mode`.
  static func argument(_ text: String) throws -> PanelMode {
    guard let mode = PanelMode(rawValue: text) else {
      let words = allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(text)' is no mode; use one of \(words).")
    }
    return mode
  }
}
