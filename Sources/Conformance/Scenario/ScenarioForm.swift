internal import Foundation
internal import StrictYAML

/// A scenario or fragment file and the form in which it should be written.
public struct ScenarioForm: Sendable {
  /// The file.
  public let path: String
  private let text: String
  private let formatted: String

  /// Whether it is written as it should be.
  public var isCanonical: Bool { text == formatted }

  /// Reads files, and the files below folders.
  ///
  /// - Throws: ``SuiteError``; when files are invalid, with the problems of all of them.
  public static func files(_ paths: [String]) throws(SuiteError) -> [Self] {
    var forms: [Self] = []
    var problems: [SourceProblem] = []
    for path in paths {
      for file in try SourceFile.scenarioFiles(at: path) {
        let text = try SourceFile.text(at: file)
        do throws(InvalidSources) {
          let formatted = try YAMLFormatter.formatted(text, file: file, head: modeline(of: file))
          forms.append(Self(path: file, text: text, formatted: formatted))
        } catch {
          problems += error.problems
        }
      }
    }
    guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
    return forms
  }

  /// Returns the folders that are there.
  public static func existing(_ folders: [String]) -> [String] {
    folders.filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// Writes the file in its canonical form, all of it or nothing; a link to it stays one.
  ///
  /// - Throws: ``ReportError/notWritten(_:_:)``.
  public func write() throws(ReportError) {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    do {
      try Self.replace(file, by: formatted)
    } catch {
      throw .notWritten(path, error.localizedDescription)
    }
  }

  /// Puts a text in a file's place; who may read the file stays as it is.
  private static func replace(_ file: URL, by text: String) throws {
    let files = FileManager.default
    let path = file.path(percentEncoded: false)
    // Beside the file: only within a file system one is put in another's place at once.
    let draft = file.deletingLastPathComponent()
      .appending(path: ".\(file.lastPathComponent).\(UUID().uuidString)")
    let draftPath = draft.path(percentEncoded: false)
    defer { try? files.removeItem(at: draft) }
    try Data().write(to: draft, options: .withoutOverwriting)
    let handle = try FileHandle(forWritingTo: draft)
    defer { try? handle.close() }
    // Before anything is in it that others may not read.
    if let mode = try files.attributesOfItem(atPath: path)[.posixPermissions] {
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: draftPath)
    }
    try handle.write(contentsOf: Data(text.utf8))
    guard rename(draftPath, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  private static let schemaPath = "docs/schema/scenario.json"
  /// Scenarios do not lie deeper below the folder of the project.
  private static let maximumDepth = 8

  /// The comment that tells an editor where the schema is; `nil` when there is none above the file.
  ///
  /// Only a scenario gets it: fragments, clauses and worlds have other forms.
  private static func modeline(of file: String) -> YAMLFormatter.Head? {
    var folder = URL(filePath: file).standardizedFileURL.deletingLastPathComponent()
    for depth in 0..<maximumDepth {
      let schema = folder.appending(path: schemaPath).path(percentEncoded: false)
      if FileManager.default.fileExists(atPath: schema) {
        let beginning = "# yaml-language-server:"
        let up = String(repeating: "../", count: depth)
        return .init(
          "\(beginning) $schema=\(up)\(schemaPath)", beginning: beginning, key: "scenario")
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
