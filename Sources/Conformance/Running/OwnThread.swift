private import Foundation

/// Work that may never end and listens to nobody, such as an unlucky regular expression.
enum OwnThread {
  /// Does `work` on a thread of its own: those that tasks share are as many as processors, and a few such
  /// works would leave none.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async -> Result<Value, any Error> {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: Result { try work() }) }
      // What is compiled of a deep expression needs as much as on the main thread.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }
}
