extension Array where Element: Sendable {
  /// Returns what `transform` makes of each element, in order, with at most `jobs` at work at a time.
  func concurrentlyMapped<Value: Sendable>(
    jobs: Int, _ transform: @escaping @Sendable (Element) async -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      var waiting = indices.makeIterator()
      var results: [Int: Value] = [:]
      func start() {
        guard let index = waiting.next() else { return }
        let element = self[index]
        group.addTask { (index, await transform(element)) }
      }
      for _ in 0..<Swift.max(1, jobs) { start() }
      for await (index, value) in group {
        results[index] = value
        start()
      }
      return indices.compactMap { results[$0] }
    }
  }
}
