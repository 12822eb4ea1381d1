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

  /// Reads every `.yaml` file of a folder; a folder that is not there has none.
  ///
  /// - Throws: ``SuiteError`` with the problems of all files.
  public static func load(_ folder: String) throws(SuiteError) -> Self {
    guard FileManager.default.fileExists(atPath: folder) else { return .empty }
    var shelf = Self.empty
    var problems: [SourceProblem] = []
    for file in try SourceFile.scenarioFiles(at: folder) {
      let text = try SourceFile.text(at: file)
      do throws(InvalidSources) {
        let fragment = try FragmentDecoding.fragment(in: text, file: file)
        shelf.fragments[fragment.name] = fragment
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw .invalid(InvalidSources(problems)) }
    return shelf
  }
}
