/// Waits until something holds that happens elsewhere, such as in another process.
///
/// There is no event to wait for, so it looks again and again, at most 50 ms later. The limit is for
/// machines on which much goes on at once: it only says how long a test that fails takes.
///
/// - Throws: ``NeverHeld`` after the limit, and what the condition throws.
package func until(
  _ what: @autoclosure () -> String, within limit: Duration = .seconds(300),
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  var pause = Duration.milliseconds(1)
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw NeverHeld(what: what(), limit: limit) }
    try await Task.sleep(for: pause)
    pause = min(pause * 2, .milliseconds(50))
  }
}

/// A condition that did not come to hold.
package struct NeverHeld: Error, CustomStringConvertible {
  let what: String
  let limit: Duration
  package var description: String { "not within \(limit): \(what)" }
}
