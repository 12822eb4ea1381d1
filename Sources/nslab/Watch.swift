internal import Foundation

/// Notices that files have changed.
struct Watch {
  /// How often the files are looked at.
  ///
  /// Polling needs no system's own interface, and a person does not notice a third of a second.
  private static let interval = Duration.milliseconds(300)

  /// Files, and folders with all that is in them.
  let paths: [String]

  /// Waits until a file is not as it was when `seen` was made; returns how the files are then.
  func change(since seen: [String: Date]) async throws -> [String: Date] {
    while true {
      let now = state
      if now != seen { return now }
      try await Task.sleep(for: Self.interval)
    }
  }

  /// Every file and when it was last written.
  var state: [String: Date] {
    var dates: [String: Date] = [:]
    for path in paths {
      let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      // What is hidden is nobody's scenario; a run itself writes below the folder it was started in.
      let seen = inside.filter { file in !file.split(separator: "/").contains { $0.hasPrefix(".") }
      }
      for file in seen.map({ "\(path)/\($0)" }) + [path] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        dates[file] = attributes?[.modificationDate] as? Date
      }
    }
    return dates
  }
}
