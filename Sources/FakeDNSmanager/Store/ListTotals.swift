private import Synchronization

/// How many rows the lists had that were counted since a domain or its owner changed: to count 30,000
/// takes forty times as long as to read a page of them.
///
/// A lock guards them; it is taken inside of a transaction, where nobody else is.
final class ListTotals: Sendable {
  private struct Question: Hashable {
    let sql: String
    let values: [SQLValue]
  }

  /// The most that are held; then it begins anew.
  private static let capacity = 100

  private let known = Mutex<[Question: Int]>([:])

  /// Returns the number that a question gave before, or asks it.
  func total(_ sql: String, _ values: [SQLValue], _ ask: () throws -> Int) rethrows -> Int {
    let question = Question(sql: sql, values: values)
    if let total = known.withLock({ $0[question] }) { return total }
    let total = try ask()
    known.withLock { known in
      if known.count >= Self.capacity { known.removeAll() }
      known[question] = total
    }
    return total
  }

  /// Forgets them, as rows may have come or gone.
  func forget() { known.withLock { $0.removeAll() } }
}
