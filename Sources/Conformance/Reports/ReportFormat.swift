/// One way to write a report down.
public protocol ReportFormat: Sendable {
  /// What `--report NAME=FILE` calls it.
  static var name: String { get }

  /// Writes a report as text.
  ///
  /// - Throws: When a value cannot be encoded, which is a fault of ours.
  static func render(_ report: RunReport) throws -> String
}
