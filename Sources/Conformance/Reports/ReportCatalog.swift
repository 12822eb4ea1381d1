internal import Foundation
internal import StrictYAML

/// Every report format; a format is its file and one line here.
public enum ReportCatalog {
  /// One line per format.
  public static let formats: [any ReportFormat.Type] = [
    ConsoleReport.self,
    JSONReport.self,
    JUnitReport.self,
    TAPReport.self,
    CTRFReport.self,
    MarkdownReport.self,
    GitHubReport.self,
    HTMLReport.self,
  ]

  /// Returns the format of a name.
  ///
  /// - Throws: ``ReportError/unknownFormat(_:)``.
  public static func format(_ name: String) throws(ReportError) -> any ReportFormat.Type {
    guard let format = formats.first(where: { $0.name == name }) else {
      throw .unknownFormat(name)
    }
    return format
  }

  /// Returns a report as text.
  ///
  /// - Throws: ``ReportError``.
  public static func text(of report: RunReport, as name: String) throws(ReportError) -> String {
    let format = try format(name)
    do {
      return try format.render(report)
    } catch {
      throw .notWritten(name, error.localizedDescription)
    }
  }

  /// Writes a report to a file, all of it or nothing.
  ///
  /// - Throws: ``ReportError``; a run whose report is not written never ends with 0.
  public static func write(
    _ report: RunReport, as name: String, to path: String
  ) throws(ReportError) {
    let text = try text(of: report, as: name)
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .notWritten(path, error.localizedDescription)
    }
  }
}

/// Why there is no report.
public enum ReportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no format of that name.
  case unknownFormat(String)
  /// The file could not be written, and why.
  case notWritten(String, String)

  /// The exit code of a run that ends so.
  public var exitCode: ExitCode {
    switch self {
    case .unknownFormat: .usage
    case .notWritten: .internalFault
    }
  }

  /// The stable name of the cause.
  public var code: FailureCode {
    switch self {
    case .unknownFormat: .unknownChoice
    case .notWritten: .reportNotWritten
    }
  }

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .unknownFormat(let name):
      "there is no report format '\(name)'; "
        + NearestName.hint(for: name, among: ReportCatalog.formats.map { $0.name })
    case .notWritten(let path, let reason): "\(path): the report cannot be written: \(reason)"
    }
  }
}
