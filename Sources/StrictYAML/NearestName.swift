/// Finds the name that somebody probably meant.
package enum NearestName {
  /// Returns the candidate with the fewest edits to `name`, or `nil` when none is near.
  ///
  /// Near means that at most a third of the letters differ, and at least one edit is always allowed;
  /// so `pasword` finds `password`, and `colour` does not find `clause`.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    // A key can be as long as the file; no real name is.
    guard name.count <= 64 else { return nil }
    let allowed = max(1, name.count / 3)
    // Each letter that one has more is an edit, so most need no closer look.
    let near = candidates.filter { abs($0.count - name.count) <= allowed }
    let ranked = near.map { (name: $0, edits: distance(name.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { ($0.edits, $0.name) < ($1.edits, $1.name) }) else {
      return nil
    }
    return best.edits <= allowed ? best.name : nil
  }

  /// As many names as somebody reads.
  private static let maximumListed = 20
  /// More names than people give in one place; a file that was made to be slow has thousands.
  private static let maximumCompared = 500

  /// Returns a sentence to append to a refusal: the nearest name, or the known ones when none is near.
  package static func hint(for name: String, among candidates: [String]) -> String {
    guard candidates.count <= maximumCompared, let nearest = of(name, among: candidates) else {
      return candidates.isEmpty ? "none is known here" : "known here: \(list(candidates.sorted()))"
    }
    return "did you mean '\(nearest)'?"
  }

  /// Returns names with commas between, of many the first and how many more there are.
  package static func list(_ names: [String]) -> String {
    let listed = names.prefix(maximumListed).joined(separator: ", ")
    return names.count <= maximumListed
      ? listed : "\(listed) and \(names.count - maximumListed) more"
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
