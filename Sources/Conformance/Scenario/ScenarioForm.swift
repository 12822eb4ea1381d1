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

  /// Writes the file in its canonical form, all of it or nothing.
  ///
  /// - Throws: ``ReportError/notWritten(_:_:)``.
  public func write() throws(ReportError) {
    do {
      try Data(formatted.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .notWritten(path, error.localizedDescription)
    }
  }

  private static let schemaPath = "docs/schema/scenario.json"
  /// Scenarios do not lie deeper below the folder of the project.
  private static let maximumDepth = 8

  /// The comment that tells an editor where the schema is; `nil` when there is none above the file, and
  /// for a fragment, which has another form.
  private static func modeline(of file: String) -> (line: String, beginning: String)? {
    guard !file.contains("fragments/") else { return nil }
    var folder = URL(filePath: file).standardizedFileURL.deletingLastPathComponent()
    for depth in 0..<maximumDepth {
      let schema = folder.appending(path: schemaPath).path(percentEncoded: false)
      if FileManager.default.fileExists(atPath: schema) {
        let beginning = "# yaml-language-server:"
        let up = String(repeating: "../", count: depth)
        return ("\(beginning) $schema=\(up)\(schemaPath)", beginning)
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
