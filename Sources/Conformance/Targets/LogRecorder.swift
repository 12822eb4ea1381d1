internal import Logging
private import Synchronization

/// Keeps what is logged at every level; a lock guards the lines.
final class LogRecorder: Sendable {
  /// No case logs more; the oldest lines go first.
  private static let maximumLineCount = 10_000

  private let kept = Mutex<[String]>([])

  /// The lines, oldest first: level, message and metadata.
  var lines: [String] { kept.withLock { $0 } }

  /// A logger that writes here.
  var logger: Logger {
    Logger(label: "nslab.provisioner") { _ in Handler(recorder: self) }
  }

  private func record(_ line: String) {
    kept.withLock { kept in
      if kept.count == Self.maximumLineCount { kept.removeFirst() }
      kept.append(line)
    }
  }

  private struct Handler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
      let values = all.map { " \($0.key)=\($0.value)" }.joined()
      recorder.record("\(event.level) \(event.message)\(values)")
    }
  }
}
