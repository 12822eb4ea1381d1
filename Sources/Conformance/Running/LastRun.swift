internal import Foundation

/// What the program remembers of earlier runs in a folder: which cases failed, and how long each took.
///
/// A text with a line for each case, as every run reads and writes all of them: `passed` or `failed`, the
/// seconds and the title, with tabs between.
public struct LastRun: Sendable, Equatable {
  /// The file, below the folder in which the program was started.
  public static let path = ".nslab/last-run.tsv"
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
    var last = Self.empty
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(
        separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false
      )
      .map { Substring($0) }
      guard fields.count == 3, let seconds = Double(fields[1]),
        ["passed", "failed"].contains(fields[0])
      else { throw .unreadable(path, "it is not what a run leaves there; remove it") }
      let title = unescaped(fields[2])
      last.durations[title] = seconds
      if fields[0] == "failed" { last.failed.insert(title) }
    }
    return last
  }

  // A title has what its author wrote.
  private static let escapes = [("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n")]

  private static func escaped(_ title: String) -> String {
    let needs = title.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") }
    return needs ? escapes.reduce(title) { $0.replacingOccurrences(of: $1.0, with: $1.1) } : title
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
    var title = ""
    var isEscape = false
    for scalar in text.unicodeScalars {
      switch (isEscape, scalar) {
      case (false, "\\"):
        isEscape = true
        continue
      case (true, "t"): title += "\t"
      case (true, "n"): title += "\n"
      default: title.unicodeScalars.append(scalar)
      }
      isEscape = false
    }
    return title
  }

  /// Takes up what a run found; cases that did not run keep what is known of them, and one of which any
  /// copy failed has failed.
  public mutating func note(_ report: RunReport) {
    let ran = report.cases.filter { $0.verdict != .notrun }
    failed.subtract(ran.map(\.subject))
    failed.formUnion(ran.filter { $0.verdict.isBad }.map(\.subject))
    durations.merge(Self.durations(of: report)) { _, new in new }
  }

  /// Seconds by title of the cases that ran; of copies those of the longest.
  private static func durations(of report: RunReport) -> [String: Double] {
    Dictionary(
      report.cases.filter { $0.verdict != .notrun }.map { ($0.subject, $0.duration) },
      uniquingKeysWith: max)
  }

  /// Writes the file, all of it or nothing.
  ///
  /// - Throws: ``ReportError/notWritten(_:_:)``.
  public func save(to folder: String = ".") throws(ReportError) {
    let file = URL(filePath: "\(folder)/\(Self.path)")
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let lines = durations.sorted { $0.key < $1.key }.map { title, seconds in
        "\(failed.contains(title) ? "failed" : "passed")\t\(seconds)\t\(Self.escaped(title))\n"
      }
      try Data(lines.joined().utf8).write(to: file, options: .atomic)
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
      return Self.durations(of: try JSONDecoder().decode(RunReport.self, from: Data(text.utf8)))
    } catch {
      throw .unreadable(path, "it is no report of '--report json=…'")
    }
  }
}
