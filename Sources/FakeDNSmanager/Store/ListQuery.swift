/// One list of the panel as a question to SQLite: which rows belong to it, and what its columns are.
///
/// Filter, order and page are part of the statement, so that a page costs what it holds: where the
/// sorted column has an index, rows beyond the page are counted and never read.
struct ListQuery {
  /// A column on the wire, and the SQL expression that it is made of.
  ///
  /// A bare column sorts and filters by its index; an expression is evaluated for each row.
  struct Column {
    let name: String
    let sql: String

    init(_ name: String, _ sql: String) {
      self.name = name
      self.sql = sql
    }

    /// A column that is 0 or 1 in the table and `off` or `on` on the wire (reference §4.2).
    static func flag(_ name: String, _ sql: String) -> Self {
      Self(name, "CASE WHEN \(sql) THEN 'on' ELSE 'off' END")
    }
  }

  /// The column that `elid` takes, and that decides the order among equals.
  let key: Column
  /// All columns in the order of the row, the key among them.
  let columns: [Column]
  /// What follows `FROM`: a table with what is joined to it.
  let source: String
  /// The order of the columns in `out=text`, where it is another one; see ``Reply/List/textOrder``.
  let textOrder: [String]
  private(set) var conditions: [String] = []
  private(set) var values: [SQLValue] = []

  /// A list with every row of `source`.
  init(key: Column, columns: [Column], source: String, textOrder: [String] = []) {
    self.key = key
    self.columns = columns
    self.source = source
    self.textOrder = textOrder
  }

  /// The same list with only the rows that meet an SQL condition; `?` stands for each value in turn.
  func only(_ condition: String, _ values: SQLValue...) -> Self { only(condition, values) }

  /// The same, for values that come as an array.
  func only(_ condition: String, _ values: [SQLValue]) -> Self {
    var copy = self
    copy.conditions.append(condition)
    copy.values += values
    return copy
  }

  /// The same list with only the rows that have these values in these columns.
  ///
  /// A value must be the whole of the column's, as typed or in lower case; `*` and nothing mean any
  /// (reference §1.4). Names that are not columns are other parameters of the call, and left alone.
  func filtered(by filter: [String: String]) -> Self {
    columns.reduce(self) { query, column in
      guard let value = filter[column.name], !value.isEmpty, value != "*" else { return query }
      return query.only("\(column.sql) IN (?, ?)", .text(value), .text(value.lowercased()))
    }
  }

  fileprivate var tail: String {
    conditions.isEmpty ? source : "\(source) WHERE \(conditions.joined(separator: " AND "))"
  }
}

extension Transaction {
  /// Returns one page of a list, filtered already.
  ///
  /// An order by a column that the list does not have is an order by its key.
  func page(_ request: PageRequest, of query: ListQuery) throws -> Reply.List {
    let column = query.columns.first { $0.name == request.column } ?? query.key
    let direction = request.isAscending ? "ASC" : "DESC"
    let order = column.name == query.key.name ? [column] : [column, query.key]
    let rows = try all(
      """
      SELECT \(query.columns.map(\.sql).joined(separator: ", ")) FROM \(query.tail)
      ORDER BY \(order.map { "\($0.sql) \(direction)" }.joined(separator: ", ")) LIMIT ? OFFSET ?
      """, query.values + [.number(request.size), .number(request.offset)]
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
      : try count("SELECT count(*) FROM \(query.tail)", query.values)
    return list
  }
}
