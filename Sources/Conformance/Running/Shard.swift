/// How cases are spread over machines.
struct ShardPlan {
  /// Seconds by the title of the case, from an earlier run; empty for one case to each part in turn.
  let durations: [String: Double]

  /// Returns which of `count` parts each case belongs to, counted from 1.
  ///
  /// The longest case goes first, to the part that has least so far; a case of unknown length counts as
  /// the mean of the others. The same titles and durations give the same parts on every machine.
  func parts(of titles: [String], count: Int) -> [Int] {
    guard !durations.isEmpty else { return titles.indices.map { $0 % count + 1 } }
    let known = titles.compactMap { durations[$0] }
    let mean = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
    let lengths = titles.map { durations[$0] ?? mean }
    var loads = Array(repeating: 0.0, count: count)
    var parts = Array(repeating: 1, count: titles.count)
    let longestFirst = titles.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    for index in longestFirst {
      let part = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[part] += lengths[index]
      parts[index] = part + 1
    }
    return parts
  }
}
