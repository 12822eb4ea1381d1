internal import Foundation
internal import StrictYAML

/// Steps with a name and parameters, to be used by several scenarios.
struct Fragment: Sendable {
  let name: String
  let place: Place
  /// Names that must or can be given when it is used.
  let parameters: [String]
  /// The values of parameters that can be left out.
  let defaults: [String: Template]
  /// Read again at every use, so that each use has steps of its own.
  let steps: YAMLNode
}

/// The fragments of a folder, by name: `user-on-sale` is `user-on-sale.yaml` in it.
public struct FragmentShelf: Sendable {
  /// A shelf without fragments.
  public static let empty = Self(fragments: [:])

  var fragments: [String: Fragment]

  /// How many there are.
  public var count: Int { fragments.count }

  /// Reads every `.yaml` file of a folder; a folder that is not there has none.
  ///
  /// - Parameters:
  ///   - folder: The folder; folders in it are read as well.
  ///   - others: Further files, each a fragment; one that is in the folder is read once.
  /// - Returns: The fragments of all files.
  /// - Throws: ``SuiteError`` with the problems of all files; two fragments of one name are one.
  public static func load(
    _ folder: String, and others: [String] = []
  ) throws(SuiteError) -> Self {
    var files = others
    if FileManager.default.fileExists(atPath: folder) {
      files = try SourceFile.scenarioFiles(at: folder) + others
    }
    var shelf = Self.empty
    var problems: [SourceProblem] = []
    var seen: Set<String> = []
    for file in files where seen.insert(realPath(of: file)).inserted {
      let text = try SourceFile.text(at: file)
      do throws(InvalidSources) {
        let fragment = try FragmentDecoding.fragment(in: text, file: file)
        if let other = shelf.fragments.updateValue(fragment, forKey: fragment.name) {
          problems.append(
            .init(
              fragment.place,
              "there is another fragment '\(fragment.name)', in \(other.place.file)"))
        }
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
    return shelf
  }

  private static func realPath(of file: String) -> String {
    URL(filePath: file).resolvingSymlinksInPath().path(percentEncoded: false)
  }
}
