/// What a function answers, before any output format.
enum Reply: Sendable, Equatable {
  /// A change was made: `ok`, the key of the thing, and what was saved.
  case done(Done)
  /// Rows of a list.
  case list(List)
  /// A form to fill in or look at.
  case form(FormView)
  /// Anything else, as children of `doc`: `auth`, `whoami`.
  case document([Markup])

  /// The answer to a change.
  struct Done: Sendable, Equatable {
    /// The key that may be sent as `elid` later; `nil` where nothing was made.
    ///
    /// That a create answers with it is assumed from sister products (reference §2.2, §6).
    var id: String?
    /// Where the key stands.
    var key = KeyPlace.first
    /// What was saved, for `out=JSONdata`, where a program looks for the value it sent.
    var saved: [Cell]

    init(id: String? = nil, saved: [Cell] = []) {
      self.id = id
      self.saved = saved
    }

    /// Where the key stands in the answer.
    enum KeyPlace: Sendable {
      /// Before `ok`.
      case first
      /// Behind `ok`.
      case last
    }
  }

  /// One named value of a row or a form.
  struct Cell: Sendable, Equatable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// One page of a list.
  struct List: Sendable, Equatable {
    /// The column that is the key: what `elid` takes.
    var key: String
    /// The rows of this page, in order.
    var rows: [[Cell]]
    var sort: Sort
    /// The order of the columns where a row is one line of text; nothing is the row's own.
    var textOrder: [String] = []
    /// The page's number, from 1.
    var page: Int
    /// Rows per page.
    var pageSize: Int
    /// All rows of the list, on whatever page.
    var total: Int

    struct Sort: Sendable, Equatable {
      var column: String
      var ascending: Bool
    }

    /// The page that holds every row, in the order given.
    init(key: String, rows: [[Cell]], sort: Sort? = nil) {
      self.key = key
      self.rows = rows
      self.sort = sort ?? Sort(column: key, ascending: true)
      page = 1
      pageSize = PageRequest.defaultSize
      total = rows.count
    }
  }

  /// A form: fields with their values, and the choices of those that are selects.
  struct FormView: Sendable, Equatable {
    /// The key of the edited thing; `nil` on a form for a new one.
    var elid: String?
    /// The key of the thing it belongs to.
    var plid: String?
    var fields: [Cell]
    var selects: [Select]

    struct Select: Sendable, Equatable {
      let field: String
      /// Key and label of each choice.
      let choices: [Cell]
    }

    init(elid: String? = nil, plid: String? = nil, fields: [Cell], selects: [Select] = []) {
      self.elid = elid
      self.plid = plid
      self.fields = fields
      self.selects = selects
    }
  }
}

extension Reply {
  /// A change was made, and the thing has that key.
  static func done(id: String? = nil) -> Self { .done(Done(id: id)) }
}
