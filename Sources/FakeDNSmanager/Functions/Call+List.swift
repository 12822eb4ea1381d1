extension Call {
  /// Answers with one page of a list, as the call and its session want it filtered and sorted.
  ///
  /// A filter in the call counts instead of the stored one, which is assumed (reference §1.4 knows
  /// both and not how they meet).
  func list(_ query: ListQuery, _ request: PageRequest) throws -> Reply {
    let filter = try request.filter ?? storedFilter()
    let query = query.filtered(by: filter)
    return .list(try store.page(variation.ordered(request, query), of: query))
  }

  private func storedFilter() throws -> [String: String] {
    guard let session else { return [:] }
    return try store.filter(ofSession: session.id, on: request.function)
  }
}
