private import Crypto
internal import Foundation
internal import StrictYAML

/// Everything that a conformance statement rests on, in one archive: the report and what was run.
public struct EvidenceBundle: Sendable {
  private static let reportName = "report.json"
  private static let pageName = "report.html"
  private static let clauseName = "clauses.yaml"
  private static let profileName = "profiles.yaml"
  private static let scenarioFolder = "scenarios/"
  private static let worldFolder = "worlds/"
  private static let fragmentFolder = "fragments/"
  private static let selectionName = "selection.json"

  private let archive: StoredArchive

  /// Collects the evidence of a run.
  ///
  /// - Parameters:
  ///   - report: What was found; secrets are out of it already.
  ///   - suite: What was run.
  ///   - clauseFile: The clauses that it proves.
  ///   - profileFile: The profiles of which the report judges some; not looked at when it judges none.
  ///   - worldFolder: Where its worlds are.
  /// - Throws: ``SuiteError`` for a file that is no longer there, ``ReportError``, and
  ///   ``StatementError`` when it is too much.
  public init(
    _ report: RunReport, of suite: Suite, clauseFile: String, profileFile: String,
    worldFolder: String
  ) throws {
    var files = [
      Self.reportName: try ReportCatalog.text(of: report, as: JSONReport.name),
      Self.pageName: try ReportCatalog.text(of: report, as: HTMLReport.name),
      Self.clauseName: try SourceFile.text(at: clauseFile),
    ]
    if !report.profiles.isEmpty {
      files[Self.profileName] = try SourceFile.text(at: profileFile)
    }
    for scenario in suite.scenarios {
      files["\(Self.scenarioFolder)\(scenario.name).yaml"] = try SourceFile.text(
        at: scenario.place.file)
      for file in scenario.fragmentFiles {
        let name = URL(filePath: file).lastPathComponent
        files["\(Self.fragmentFolder)\(name)"] = try SourceFile.text(at: file)
      }
      for panel in scenario.panels {
        files["\(Self.worldFolder)\(panel.world).yaml"] = try SourceFile.text(
          at: "\(worldFolder)/\(panel.world).yaml")
      }
    }
    if suite.scenarios.contains(where: \.isNarrowed) {
      files[Self.selectionName] = String(
        decoding: try JSONEncoder().encode(suite.chosenIDs), as: UTF8.self)
    }
    archive = StoredArchive(files.map { .init(name: $0.key, bytes: Array($0.value.utf8)) })
    guard archive.isWritable else {
      throw StatementError.unreadable("the evidence", "it is more than anybody could read again")
    }
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

  /// The scenarios and cases that ran, as `--id` takes them; empty when that is all that is in it.
  var selection: [String] {
    archive.bytes(of: Self.selectionName)
      .flatMap { try? JSONDecoder().decode([String].self, from: Data($0)) } ?? []
  }

  /// SHA-256 of the scenarios, worlds and clauses alone: equal for equal suites, whatever they found.
  var suiteDigest: String {
    let sources = archive.entries.filter { ![Self.reportName, Self.pageName].contains($0.name) }
    return Self.hexadecimal(StoredArchive(sources).bytes)
  }

  /// The report in it, with its clauses and profiles judged again from its checks.
  ///
  /// - Throws: ``StatementError`` when there is none, or the clauses cannot be read.
  func report() throws(StatementError) -> RunReport {
    guard let bytes = archive.bytes(of: Self.reportName),
      let clauses = archive.bytes(of: Self.clauseName)
    else { throw .unreadable(Self.reportName, "the bundle has none") }
    do {
      let catalog = try ClauseCatalog.catalog(
        in: String(decoding: clauses, as: UTF8.self), file: Self.clauseName)
      let report = try RunReport.decoded(bytes, from: Self.reportName)
      return report.judged(by: catalog, try profiles(of: report, catalog))
    } catch {
      throw .unreadable(Self.reportName, "\(error)")
    }
  }

  /// The profiles that a report names, as the bundle's own file has them.
  private func profiles(
    of report: RunReport, _ clauses: ClauseCatalog
  ) throws -> ProfileCatalog {
    let names = report.profiles.map(\.profile.name)
    guard !names.isEmpty else { return .empty }
    let text = String(decoding: archive.bytes(of: Self.profileName) ?? [], as: UTF8.self)
    return try ProfileCatalog.catalog(in: text, file: Self.profileName, clauses: clauses.ids)
      .selecting(names)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0\(digits)" : digits
    }.joined()
  }
}

extension Scenario {
  /// The files of shared fragments that it uses, directly or through others.
  fileprivate var fragmentFiles: Set<String> {
    Set(allSteps.map(\.place.file)).subtracting([place.file])
  }
}

extension Suite {
  /// Its scenarios, and of those that are not whole the cases.
  fileprivate var chosenIDs: [String] {
    scenarios.flatMap { scenario in
      scenario.isNarrowed
        ? scenario.cases.filter { $0.copy == 1 }.map { scenario.title(of: $0) } : [scenario.name]
    }
  }
}
