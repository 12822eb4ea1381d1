public import StrictYAML

/// Why there is nothing to run.
public enum SuiteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no such file or folder.
  case missing(String)
  /// There is no such folder of clauses, worlds and scenarios.
  case noFixtures(String)
  /// The file cannot be written, and why.
  case unwritable(String, String)
  /// The file cannot be read, and why.
  case unreadable(String, String)
  /// The file has more bytes than are read.
  case tooLarge(String, Int, limit: Int)
  /// Something is wrong in the files.
  case invalid(InvalidSources)
  /// The paths hold no scenario, or the selection leaves none; what was looked for.
  case nothingToRun(String)
  /// A tag, clause, profile or name is asked for that nothing has.
  case unknownChoice(String)
  /// The selection leaves another number of cases than the caller said.
  case caseCount(Int, expected: Int)

  /// The exit code of a run that ends so.
  public var exitCode: ExitCode { code.exitCode }

  /// The stable name of the cause.
  public var code: FailureCode {
    switch self {
    case .missing, .noFixtures: .missingFile
    case .unreadable: .unreadableFile
    case .unwritable: .unwritableFile
    case .tooLarge: .tooLargeFile
    case .invalid: .invalidSource
    case .nothingToRun: .nothingToRun
    case .unknownChoice: .unknownChoice
    case .caseCount: .otherCaseCount
    }
  }

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such file or folder"
    case .noFixtures(let folder):
      "there is no folder '\(folder)' with clauses, worlds and scenarios here; start where it is, or say "
        + "where: --fixtures FOLDER"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    case .tooLarge(let path, let size, let limit):
      "\(path): has \(size) bytes; at most \(limit) are read"
    case .invalid(let error): error.description
    case .unknownChoice(let what): what
    case .nothingToRun(let what): "nothing to run: \(what)"
    case .caseCount(let count, let expected):
      "\(count) cases are chosen, and \(expected) are expected"
    }
  }
}
