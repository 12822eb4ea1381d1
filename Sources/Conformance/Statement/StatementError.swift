/// Why a statement or its evidence cannot be used.
public enum StatementError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file is missing or is not what it should be.
  case unreadable(String, String)
  /// A statement without something that it must say.
  case incomplete(String, missing: String)

  /// The exit code of a command that ends so.
  public var exitCode: ExitCode { .invalidInput }

  /// What is wrong.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be used: \(reason)"
    case .incomplete(let path, let missing): "\(path): the statement does not say '\(missing)'"
    }
  }
}
