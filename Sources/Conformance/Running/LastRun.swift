internal import Foundation

/// What the program remembers of earlier runs in a folder: which cases failed, and how long each took.
public struct LastRun: Codable, Sendable, Equatable {
  /// The file, below the folder in which the program was started.
  public static let path = ".nslab/last-run.json"
  /// No run yet.
  public static let empty = Self(failed: [], durations: [:])

  /// The titles of the cases that did not pass when they last ran.
  public var failed: Set<String>
  /// Seconds by title.
  public var durations: [String: Double]

  /// Reads the file of a folder; `nil` when there is none.
  ///
  /// - Throws: ``SuiteError`` when it is there and cannot be used.
  public static func load(from folder: String = ".") throws(SuiteError) -> Self? {
    let path = "\(folder)/\(path)"
    let text: String
    do throws(SuiteError) {
      text = try SourceFile.text(at: path, limit: 64 << 20)
    } catch SuiteError.missing {
      return nil
    }
    do {
      return try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    } catch {
      throw .unreadable(path, "it is not what a run leaves there; remove it")
    }
  }

  /// Takes up what a run found; cases that did not run keep what is known of them.
  public mutating func note(_ report: RunReport) {
    for result in report.cases where result.verdict != .notrun {
      failed.remove(result.title)
      if result.verdict.isBad { failed.insert(result.title) }
      durations[result.title] = result.duration
    }
  }

  /// Writes the file, all of it or nothing.
  ///
  /// - Throws: ``ReportError/notWritten(_:_:)``.
  public func save(to folder: String = ".") throws(ReportError) {
    let file = URL(filePath: "\(folder)/\(Self.path)")
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(self).write(to: file, options: .atomic)
    } catch {
      throw .notWritten(file.path(percentEncoded: false), error.localizedDescription)
    }
  }

  /// Reads the durations of a JSON report.
  ///
  /// - Throws: ``SuiteError`` when it is missing or no such report.
  public static func durations(ofReport path: String) throws(SuiteError) -> [String: Double] {
    let text = try SourceFile.text(at: path, limit: 1 << 30)
    do {
      let report = try JSONDecoder().decode(RunReport.self, from: Data(text.utf8))
      return Dictionary(
        report.cases.map { ($0.title, $0.duration) }, uniquingKeysWith: { first, _ in first })
    } catch {
      throw .unreadable(path, "it is no report of '--report json=…'")
    }
  }
}
