import Foundation

/// Files beside the sources that tests compare with, or write when the environment asks for it.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// Whether documentation is to be rewritten instead of compared.
  static let writesDocs = ProcessInfo.processInfo.environment["NSLAB_WRITE_DOCS"] != nil
  /// Whether golden bytes are to be rewritten instead of compared.
  static let writesGoldens = ProcessInfo.processInfo.environment["NSLAB_WRITE_GOLDENS"] != nil

  /// The bytes of a file, by its path from the root.
  static func data(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  /// The Swift files below a folder, by their path from the folder, in the order of the paths.
  static func sources(below folder: String) throws -> [(path: String, text: String)] {
    let folder = root.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
    let paths = (all?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
    return try paths.sorted().map { path in
      (path, try String(contentsOf: folder.appending(path: path), encoding: .utf8))
    }
  }
}
