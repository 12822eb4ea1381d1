/// Finds the name that somebody probably meant.
package enum NearestName {
  /// Returns the candidate with the fewest edits to `name`, or `nil` when none is near.
  ///
  /// Near means that at most a third of the letters differ, and at least one edit is always allowed;
  /// so `pasword` finds `password`, and `colour` does not find `clause`.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    // A key can be as long as the file; no real name is.
    guard name.count <= 64 else { return nil }
    let ranked = candidates.map { (name: $0, edits: distance(name.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { ($0.edits, $0.name) < ($1.edits, $1.name) }) else {
      return nil
    }
    return best.edits <= max(1, name.count / 3) ? best.name : nil
  }

  /// Returns a sentence to append to a refusal: the nearest name, or all when none is near.
  package static func hint(for name: String, among candidates: [String]) -> String {
    guard let nearest = of(name, among: candidates) else {
      return "known here: \(candidates.sorted().joined(separator: ", "))"
    }
    return "did you mean '\(nearest)'?"
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two texts.
  package static func distance(_ one: String, _ other: String) -> Int {
    let one = Array(one)
    let other = Array(other)
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var current = [row + 1]
      for (column, candidate) in other.enumerated() {
        let replaced = last[column] + (letter == candidate ? 0 : 1)
        var edits = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == candidate {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      beforeLast = last
      last = current
    }
    return last[other.count]
  }
}
