internal import ArgumentParser
internal import Conformance
internal import Foundation

/// What the program prints.
enum Console {
  /// Writes to standard output at once: with `print` a pipe waits for a full buffer, and a script
  /// waits for the line.
  ///
  /// What cannot be written, as on a full disk, ends the program: an answer that nobody got is none.
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      let failure = ReportError.notWritten("standard output", error.localizedDescription)
      complain("\(failure) [\(failure.code.rawValue)]")
      throw ArgumentParser.ExitCode(failure.exitCode.rawValue)
    }
  }

  /// Writes to standard error.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("nslab: \(text)\n".utf8))
  }

  /// Does `work`; when it fails, says why and ends with the code of that cause.
  static func orExit<Value, Failure: CausedExit>(
    _ work: () throws(Failure) -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch {
      let code = (error as? any CodedExit).map { " [\($0.code.rawValue)]" } ?? ""
      complain("\(error.description)\(code)")
      throw ArgumentParser.ExitCode(error.exitCode.rawValue)
    }
  }

  /// The same for work that waits for something.
  static func orExit<Value, Failure: CausedExit>(
    awaiting work: () async throws(Failure) -> Value
  ) async throws -> Value {
    do {
      return try await work()
    } catch {
      complain(error.description)
      throw ArgumentParser.ExitCode(error.exitCode.rawValue)
    }
  }
}

/// An error that knows how the program ends.
protocol CausedExit: Error, CustomStringConvertible {
  var exitCode: Conformance.ExitCode { get }
}

extension StoredReportError: CausedExit {}
extension StatementError: CausedExit {}

/// An error whose cause has a stable name.
protocol CodedExit: CausedExit {
  var code: FailureCode { get }
}

extension SuiteError: CodedExit {}
extension ReportError: CodedExit {}
