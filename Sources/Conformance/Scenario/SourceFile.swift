internal import Foundation

/// Reads the files that a run is made of, however large or odd they are.
enum SourceFile {
  /// 1 MiB; the largest scenario that anybody wrote by hand stays far below.
  static let maximumByteCount = 1 << 20

  /// Returns the text of a file; its size is looked at before anything is read.
  ///
  /// - Throws: ``SuiteError``.
  static func text(
    at path: String, limit: Int = maximumByteCount
  ) throws(SuiteError) -> String {
    // The target of a link counts, not the link. Foundation would look up the names of the owner, too.
    var status = stat()
    guard stat(path, &status) == 0 else { throw .missing(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path, "it is not a file")
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(path, size, limit: limit) }
    return try read(path, limit)
  }

  private static func read(_ path: String, _ limit: Int) throws(SuiteError) -> String {
    var data = Data()
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      // It may have grown since; one byte more than allowed is enough to know.
      data = try handle.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw .unreadable(path, error.localizedDescription)
    }
    guard data.count <= limit else { throw .tooLarge(path, data.count, limit: limit) }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw .unreadable(path, "it is not UTF-8 text")
    }
    return text
  }

  /// Splits `FILE:LINE`; a path without a number at its end, or of a file that has one, has no line.
  static func lineSuffix(of path: String) -> (file: String, line: Int?) {
    guard let colon = path.lastIndex(of: ":"),
      let line = Int(path[path.index(after: colon)...]), line > 0,
      !FileManager.default.fileExists(atPath: path)
    else { return (path, nil) }
    return (String(path[..<colon]), line)
  }

  /// Returns the `.yaml` files of a folder and of all folders in it, sorted.
  ///
  /// - Throws: ``SuiteError/missing(_:)``.
  static func scenarioFiles(at path: String) throws(SuiteError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path)
    }
    guard isFolder.boolValue else { return [path] }
    let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    return found.filter { $0.hasSuffix(".yaml") && !"/\($0)".contains("/.") }
      .map { "\(folder)/\($0)" }.sorted()
  }
}
