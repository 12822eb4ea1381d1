internal import Foundation

/// The report for programs: everything, with the version of its form.
public enum JSONReport: ReportFormat {
  public static let name = "json"

  public static func render(_ report: RunReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }
}
