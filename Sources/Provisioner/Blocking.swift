private import Dispatch

/// Does what waits for the disk on a thread of its own.
///
/// Swift's threads are as few as the cores, and NIO's for such work as well; a disk serves more at once.
func blocking<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
  }
}
