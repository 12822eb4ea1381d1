/// Takes out of answers what two runs cannot have in common: made-up ids, dates, serials.
///
/// An id becomes `{id 1}`, `{id 2}` in the order in which a case shows them, so that two answers with
/// the same id are still told from two with different ones.
struct VolatileText {
  private var numbers: [Substring: Int] = [:]

  /// Returns the text without what changes from run to run.
  mutating func steady(_ text: String) -> String {
    guard text.utf8.count >= Self.shortest else { return text }
    let dated = text.replacing(Self.moment, with: "{date}").replacing(Self.serial, with: "{serial}")
    return dated.replacing(Self.id) { match in
      let number = numbers[match.output.1] ?? numbers.count + 1
      numbers[match.output.1] = number
      return "{id \(number)}"
    }
  }

  // A computed expression: `Regex` is not `Sendable`, and making one is cheap beside an answer.
  private static var moment: Regex<Substring> {
    /\b\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?Z?)?/
  }
  /// A serial as name servers count by the day.
  private static var serial: Regex<Substring> { /\b20\d{8}\b/ }
  /// Session ids have 12 or 24 hex digits, `features` and keys 32 (reference, sections 1.2 and 2.1).
  private static var id: Regex<(Substring, Substring)> { /\b([0-9a-f]{12,64})\b/ }

  /// Shorter texts hold none of these.
  private static let shortest = 10
}
