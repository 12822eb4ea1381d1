internal import Foundation

extension RunReport {
  /// The largest report that is read.
  static let maximumByteCount = 1 << 28

  /// Reads a report that was written as `json`.
  ///
  /// - Throws: ``StoredReportError`` when it is missing, or no report of this form.
  public static func load(_ path: String) throws(StoredReportError) -> RunReport {
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      data = try handle.read(upToCount: maximumByteCount) ?? Data()
    } catch {
      throw .unreadable(path, error.localizedDescription)
    }
    return try decoded(Array(data), from: path)
  }

  /// Reads the bytes of a report; `path` is for messages.
  static func decoded(_ bytes: [UInt8], from path: String) throws(StoredReportError) -> RunReport {
    let data = Data(bytes)
    do {
      let form = try JSONDecoder().decode(Form.self, from: data)
      guard form.schema == schema else { throw StoredReportError.otherForm(path, form.schema) }
      return try JSONDecoder().decode(RunReport.self, from: data)
    } catch let error as StoredReportError {
      throw error
    } catch {
      throw .unreadable(path, "it is no report as 'nslab run --report json=FILE' writes it")
    }
  }

  private struct Form: Decodable {
    let schema: Int
  }

  /// The same cases, with the clauses and the profiles judged again from their checks.
  func judged(by catalog: ClauseCatalog, _ profiles: ProfileCatalog) -> RunReport {
    RunReport(
      target: target, seed: seed, cases: cases, catalog: catalog, profiles: profiles,
      part: part.flatMap { Selection.Shard($0) }, duration: duration)
  }
}

/// Why a stored report cannot be used.
public enum StoredReportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It is missing or no report.
  case unreadable(String, String)
  /// It is of another version of the form.
  case otherForm(String, Int)
  /// Two shards have the same case.
  case caseTwice(String, String)
  /// Two shards ran against different targets, or proved different clauses.
  case otherRun(String, String)
  /// A shard of a run is in none of the reports.
  case partMissing(String)

  /// The exit code of a command that ends so.
  public var exitCode: ExitCode { .invalidInput }

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be used: \(reason)"
    case .otherForm(let path, let schema):
      "\(path): is a report of form \(schema); this nslab reads form \(RunReport.schema)"
    case .caseTwice(let path, let title):
      "\(path): the case '\(title)' is in another report too; give each shard once"
    case .otherRun(let path, let what): "\(path): is of another run: \(what)"
    case .partMissing(let part):
      "the part \(part) is in none of the reports; without it nobody knows what failed there"
    }
  }
}
