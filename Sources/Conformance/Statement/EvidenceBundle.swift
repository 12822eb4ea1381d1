private import Crypto
internal import Foundation
internal import StrictYAML

/// Everything that a conformance statement rests on, in one archive: the report and what was run.
public struct EvidenceBundle: Sendable {
  private static let reportName = "report.json"
  private static let pageName = "report.html"
  private static let clauseName = "clauses.yaml"
  private static let scenarioFolder = "scenarios/"
  private static let worldFolder = "worlds/"

  private let archive: StoredArchive

  /// Collects the evidence of a run.
  ///
  /// - Parameters:
  ///   - report: What was found; secrets are out of it already.
  ///   - suite: What was run.
  ///   - clauseFile: The clauses that it proves.
  ///   - worldFolder: Where its worlds are.
  /// - Throws: ``SuiteError`` for a file that is no longer there, and ``ReportError``.
  public init(
    _ report: RunReport, of suite: Suite, clauseFile: String, worldFolder: String
  ) throws {
    var files = [
      Self.reportName: try ReportCatalog.text(of: report, as: JSONReport.name),
      Self.pageName: try ReportCatalog.text(of: report, as: HTMLReport.name),
      Self.clauseName: try SourceFile.text(at: clauseFile),
    ]
    for scenario in suite.scenarios {
      files["\(Self.scenarioFolder)\(scenario.name).yaml"] = try SourceFile.text(
        at: scenario.place.file)
      for panel in scenario.panels {
        files["\(Self.worldFolder)\(panel.world).yaml"] = try SourceFile.text(
          at: "\(worldFolder)/\(panel.world).yaml")
      }
    }
    archive = StoredArchive(files.map { .init(name: $0.key, bytes: Array($0.value.utf8)) })
  }

  /// Reads a bundle.
  ///
  /// - Throws: ``StatementError`` when it is missing or no bundle of ours.
  public init(contentsOf path: String) throws(StatementError) {
    let bytes: [UInt8]
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      bytes = Array(try handle.read(upToCount: StoredArchive.maximumByteCount) ?? Data())
    } catch {
      throw .unreadable(path, error.localizedDescription)
    }
    do throws(StoredArchive.Unreadable) {
      archive = try StoredArchive(bytes)
    } catch {
      throw .unreadable(path, error.reason)
    }
  }

  /// Writes the bundle, all of it or nothing.
  ///
  /// - Throws: ``ReportError/notWritten(_:_:)``.
  public func write(to path: String) throws(ReportError) {
    do {
      try Data(archive.bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .notWritten(path, error.localizedDescription)
    }
  }

  /// SHA-256 of the whole archive, in hexadecimal digits.
  var digest: String { Self.hexadecimal(archive.bytes) }

  /// SHA-256 of the scenarios, worlds and clauses alone: equal for equal suites, whatever they found.
  var suiteDigest: String {
    let sources = archive.entries.filter { ![Self.reportName, Self.pageName].contains($0.name) }
    return Self.hexadecimal(StoredArchive(sources).bytes)
  }

  /// The report in it, with its clauses judged again from its checks.
  ///
  /// - Throws: ``StatementError`` when there is none, or the clauses cannot be read.
  func report() throws(StatementError) -> RunReport {
    guard let bytes = archive.bytes(of: Self.reportName),
      let clauses = archive.bytes(of: Self.clauseName)
    else { throw .unreadable(Self.reportName, "the bundle has none") }
    do {
      let catalog = try ClauseCatalog.catalog(
        in: String(decoding: clauses, as: UTF8.self), file: Self.clauseName)
      return try RunReport.decoded(bytes, from: Self.reportName).judged(by: catalog)
    } catch {
      throw .unreadable(Self.reportName, "\(error)")
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0\(digits)" : digits
    }.joined()
  }
}
