/// The same in a small world and in a large one: the medians in microseconds.
struct Pair {
  let small: Double
  let large: Double

  /// Measures both in turns, so that whatever else the machine does hits both alike.
  init(
    times count: Int, small: () throws -> Duration, large: () throws -> Duration
  ) rethrows {
    var times: (small: [Duration], large: [Duration]) = ([], [])
    for _ in 0..<count {
      times.small.append(try small())
      times.large.append(try large())
    }
    self.small = times.small.median
    self.large = times.large.median
  }
}
