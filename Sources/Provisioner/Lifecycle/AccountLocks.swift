private import Foundation
private import Synchronization

/// Lets one command at a time work on a user, within the process and between processes.
///
/// Within the process a queue under a mutex; between processes a lock on one byte of a file beside the
/// database, which the system takes back when a process dies, so a crash leaves no lock behind.
final class AccountLocks: Sendable {
  private let queues = Mutex<[Int64: [CheckedContinuation<Void, Never>]]>([:])
  private let path: String?

  /// - Parameter database: The database's file; `nil` when no other process can have it.
  init(database: String?) {
    path = database.map { "\($0).lock" }
  }

  /// Does `body` when nobody else works on a user.
  ///
  /// - Throws: ``BillingError/busy(service:)`` when another process does for two minutes; without
  ///   `waits` when anybody does; what `body` throws.
  func withLock<Value: Sendable>(
    _ id: Int64, waits: Bool = true, _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    if waits {
      await enter(id)
    } else {
      guard enterIfFree(id) else { throw BillingError.busy(service: id) }
    }
    defer { leave(id) }
    guard let path else { return try await body() }
    let file = try ByteLock(path: path, offset: id)
    try await file.lock(waits: waits)
    defer { file.close() }
    return try await body()
  }

  private func enter(_ id: Int64) async {
    await withCheckedContinuation { continuation in
      let isFree = queues.withLock { queues in
        guard queues[id] != nil else {
          queues[id] = []
          return true
        }
        queues[id]?.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func enterIfFree(_ id: Int64) -> Bool {
    queues.withLock { queues in
      guard queues[id] == nil else { return false }
      queues[id] = []
      return true
    }
  }

  private func leave(_ id: Int64) {
    let next: CheckedContinuation<Void, Never>? = queues.withLock { queues in
      guard var waiting = queues[id], !waiting.isEmpty else {
        queues[id] = nil
        return nil
      }
      let first = waiting.removeFirst()
      queues[id] = waiting
      return first
    }
    next?.resume()
  }
}

/// An exclusive lock on one byte of a file, owned by one opening of it.
private struct ByteLock {
  // Linux: <fcntl.h>, F_OFD_SETLK. A lock of the opening, not of the process, so that two stores on
  // one file in one process exclude each other too.
  private static let setLock: Int32 = 37
  private static let attempts = 6000
  private static let pause = Duration.milliseconds(20)

  private let descriptor: Int32
  private let offset: Int64

  init(path: String, offset: Int64) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    self.offset = offset
    guard descriptor >= 0 else {
      throw BillingError.store("\(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Waits up to two minutes for the other process, or not at all.
  func lock(waits: Bool) async throws {
    for _ in 0..<Self.attempts {
      if try tryLock() { return }
      guard waits else { break }
      do {
        try await Task.sleep(for: Self.pause)
      } catch {
        close()
        throw error
      }
    }
    close()
    throw BillingError.busy(service: offset)
  }

  func close() {
    _ = Foundation.close(descriptor)
  }

  private func tryLock() throws -> Bool {
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    request.l_start = off_t(offset)
    request.l_len = 1
    if fcntl(descriptor, Self.setLock, &request) == 0 { return true }
    guard errno == EAGAIN || errno == EACCES || errno == EINTR else {
      let reason = String(cString: strerror(errno))
      close()
      throw BillingError.store("the lock file: \(reason)")
    }
    return false
  }
}
