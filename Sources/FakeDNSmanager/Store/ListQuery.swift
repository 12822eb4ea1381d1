/// One list of the panel as a question to SQLite: which rows belong to it, and what its columns are.
///
/// Filter, order and page are part of the statement, so that a page costs what it holds: where the
/// sorted column has an index, rows beyond the page are counted and never read.
struct ListQuery {
  /// How to meet the rows in the order of the key and one by one, where SQLite would by itself find all
  /// of them first and sort them: the source, and what stands in place of the first condition.
  struct Walk {
    let source: String
    let condition: String
    /// A question for at least the number of rows that are met when all are.
    let length: String
  }

  /// The column that `elid` takes, and that decides the order among equals.
  let key: Column
  /// All columns in the order of the row, the key among them.
  let columns: [Column]
  /// An expression that tells rows with the same key apart; `nil` where no two have it.
  let tieBreaker: String?
  /// What follows `FROM`: a table with what is joined to it.
  let source: String
  /// The table of the rows without what is joined to it, which neither adds nor drops rows and would be
  /// looked up for each when they are counted.
  let table: String
  /// The order of the columns in `out=text`, where it is another one; see ``Reply/List/textOrder``.
  let textOrder: [String]
  private var conditions: [(sql: String, isJoined: Bool)] = []
  private(set) var values: [SQLValue] = []
  private var filterCount = 0
  /// Another way to the first pages; `nil` where SQLite finds the best by itself.
  var walk: Walk?
  /// Whether only what the name server hears of changes how many rows there are: their number is
  /// remembered then.
  var isCountedOnce = false

  /// A list with every row of `source`.
  init(
    key: Column, columns: [Column], tieBreaker: String? = nil, source: String,
    table: String? = nil, textOrder: [String] = []
  ) {
    self.key = key
    self.tieBreaker = tieBreaker
    self.columns = columns
    self.source = source
    self.table = table ?? source
    self.textOrder = textOrder
  }

  /// The same list with only the rows that meet an SQL condition; `?` stands for each value in turn.
  func only(_ condition: String, _ values: SQLValue...) -> Self { only(condition, values) }

  /// The same, for values that come as an array.
  func only(_ condition: String, _ values: [SQLValue], isJoined: Bool = false) -> Self {
    var copy = self
    copy.conditions.append((condition, isJoined))
    copy.values += values
    return copy
  }

  /// The same list with only the rows that have these values in these columns.
  ///
  /// A value must be the whole of the column's, as typed or in lower case, and a name may be in UTF-8
  /// and have a final dot or none (reference §1.1 and §5, quirk 17); `*` and nothing mean any
  /// (reference §1.4). Names that are not columns are other parameters of the call, and left alone.
  func filtered(by filter: [String: String]) -> Self {
    columns.reduce(self) { query, column in
      guard let value = filter[column.name], !value.isEmpty, value != "*" else { return query }
      var query = query
      query.filterCount += 1
      return query.only(
        "\(column.comparable) IN (?, ?)",
        column.values + column.texts(for: value).map { .text($0) }, isJoined: column.isJoined)
    }
  }

  /// Whether its statements are worth keeping: one filter gives a text for each column, several give
  /// one for each set of columns.
  fileprivate var isKept: Bool { filterCount < 2 }

  /// What follows `FROM`, conditions and all.
  var tail: String { tail(of: source) }

  /// The same rows for counting alone.
  fileprivate var counted: String {
    tail(of: conditions.contains { $0.isJoined } ? source : table)
  }

  /// The walk's way to the same rows; `nil` when there is none, or a filter has a better one.
  fileprivate var walked: (tail: String, length: String)? {
    guard let walk, conditions.count == 1 else { return nil }
    return ("\(walk.source) WHERE \(walk.condition)", walk.length)
  }

  private func tail(of source: String) -> String {
    guard !conditions.isEmpty else { return source }
    return "\(source) WHERE \(conditions.map(\.sql).joined(separator: " AND "))"
  }
}

extension Transaction {
  /// Returns one page of a list, filtered already.
  ///
  /// An order by a column that the list does not have is an order by its key.
  func page(_ request: PageRequest, of query: ListQuery) throws -> Reply.List {
    let column = query.columns.first { $0.name == request.column } ?? query.key
    let direction = request.isAscending ? "ASC" : "DESC"
    let sorted = column.name == query.key.name ? [column] : [column, query.key]
    let tail = sorted.count == 1 ? try tail(of: query, for: request) : query.tail
    // Ends with something unique: the ways to two pages may differ, and so what they do with equals.
    let order = sorted.map(\.sql) + [query.tieBreaker].compactMap(\.self)
    let rows = try all(
      """
      SELECT \(query.columns.map(\.sql).joined(separator: ", ")) FROM \(tail)
      ORDER BY \(order.map { "\($0) \(direction)" }.joined(separator: ", ")) LIMIT ? OFFSET ?
      """,
      query.columns.flatMap(\.values) + query.values + sorted.flatMap(\.values)
        + [.number(request.size), .number(request.offset)],
      isKept: query.isKept
    ) { row in
      query.columns.indices.map { Reply.Cell(query.columns[$0].name, row.text(Int32($0))) }
    }
    var list = Reply.List(
      key: query.key.name, rows: rows,
      sort: Reply.List.Sort(column: column.name, ascending: request.isAscending))
    list.textOrder = query.textOrder
    list.page = request.number
    list.pageSize = request.size
    // A page that is not full, nor behind the end, is the last one.
    let isLast = rows.count < request.size && (!rows.isEmpty || request.offset == 0)
    list.total =
      isLast
      ? request.offset + rows.count
      : try total(of: query)
    return list
  }

  /// The way to the rows that meets fewer of them.
  ///
  /// A walk that belongs to one in `n` has met `n` rows for each of the page's; sorting meets all that
  /// belong.
  private func tail(of query: ListQuery, for request: PageRequest) throws -> String {
    guard let walked = query.walked else { return query.tail }
    let total = Double(try total(of: query))
    guard total > Double(request.size) else { return query.tail }
    let length = Double(try count(walked.length))
    return (Double(request.offset) + Double(request.size)) * length < total * total
      ? walked.tail : query.tail
  }

  private func total(of query: ListQuery) throws -> Int {
    let sql = "SELECT count(*) FROM \(query.counted)"
    let count = { try self.count(sql, query.values, isKept: query.isKept) }
    guard query.isCountedOnce, !hasServedEffects else { return try count() }
    return try totals.total(sql, query.values, count)
  }
}
