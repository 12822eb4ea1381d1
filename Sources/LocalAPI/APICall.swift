/// One call as a route sees it.
package struct APICall<Port: APIPort>: Sendable {
  package let port: Port
  package let path: [String: String]
  package let query: [String: String]
  package let body: [UInt8]

  /// A whole number of the query.
  package func integer(_ name: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
    guard let text = query[name] else { return nil }
    // `+5` is a number to Swift, and JSON and OpenAPI know no such one.
    guard !text.hasPrefix("+"), let value = Int(text), range.contains(value) else {
      throw APIError(
        field: name, value: text,
        "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// Words of the query with commas between them; `nil` when there are none.
  package func words(_ name: String, of known: [String]) throws(APIError) -> [String]? {
    guard let text = query[name] else { return nil }
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if let unknown = words.first(where: { !known.contains($0) }) {
      throw APIError(
        field: name, value: unknown, "is not known; there are \(known.joined(separator: ", "))")
    }
    return words
  }

  /// `true` or `false` in the query.
  package func flag(_ name: String) throws(APIError) -> Bool? {
    guard let text = query[name] else { return nil }
    guard let value = Bool(text) else {
      throw APIError(field: name, value: text, "must be true or false")
    }
    return value
  }
}
