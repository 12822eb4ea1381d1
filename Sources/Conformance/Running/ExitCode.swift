/// How `nslab run` ends; each cause has a code of its own.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Every check passed.
  case passed = 0
  /// A check failed, or the target did not answer in time.
  case failed = 1
  /// A scenario, world or clause file is missing or invalid.
  case invalidInput = 3
  /// The target is not reachable.
  case unreachable = 4
  /// Nothing ran, so nothing is proved.
  case nothingRan = 5
  /// Our own fault, a report that cannot be written among them.
  case internalFault = 7
  /// A wrong command line, as swift-argument-parser has it.
  case usage = 64
}
