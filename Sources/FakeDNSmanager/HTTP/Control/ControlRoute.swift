/// One call of the control port: how it is reached, what it says about itself, what it does.
///
/// The router and the OpenAPI document are both made from the table of these, ``ControlRoute/all``.
struct ControlRoute: Sendable {
  /// How it is called.
  enum Method: String, Sendable {
    case get, post, put, patch, delete
  }

  /// A parameter in the query.
  struct Parameter: Sendable {
    enum Kind: Sendable {
      case text
      case integer(ClosedRange<Int>)
      case flag
      /// Some of these words, with commas between them.
      case words([String])
      /// The name of a world.
      case worldName
    }

    let name: String
    let kind: Kind
    let summary: String
    var isRequired = false
  }

  /// What a body holds.
  enum Content: Sendable, Equatable {
    case none
    case json(ControlSchema)
    case list(ControlSchema)
    case yaml
    case pem
    case snapshot
    case openAPI
  }

  let method: Method
  /// The path, with `{world}` and `{id}` for what varies.
  let path: String
  let summary: String
  var parameters: [Parameter] = []
  var takes = Content.none
  var status = 200
  /// The status where the same call makes something new.
  var statusWhenMade: Int?
  var gives = Content.none
  /// Whether it answers without the token.
  var isOpen = false
  let perform: @Sendable (ControlCall) async throws -> ControlReply

  static let all =
    server + worlds + settings + ports + snapshots + contents + seed + clock + journal + faults
    + delegations

  /// The largest body, in bytes.
  var maximumByteCount: Int {
    takes == .snapshot ? Snapshot.maximumByteCount : WorldFile.maximumByteCount
  }

  /// The names in braces.
  var pathParameters: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
  }
}

/// One call as a route sees it.
struct ControlCall: Sendable {
  let directory: WorldDirectory
  let doors: WorldDoors
  let authorityPEM: String?
  let path: [String: String]
  let query: [String: String]
  let body: [UInt8]

  /// The name of a world in the path.
  var worldName: String { path["world"] ?? "" }

  /// The world that the path names.
  var world: World {
    get throws {
      guard let world = directory[worldName] else { throw WorldDirectoryError.unknown(worldName) }
      return world
    }
  }

  /// A whole number of the query.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(ControlError) -> Int? {
    guard let text = query[name] else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw ControlError(
        field: name, value: text,
        "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// Words of the query with commas between them; `nil` when there are none.
  func words(_ name: String, of known: [String]) throws(ControlError) -> [String]? {
    guard let text = query[name] else { return nil }
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if let unknown = words.first(where: { !known.contains($0) }) {
      throw ControlError(
        field: name, value: unknown, "is not known; there are \(known.joined(separator: ", "))")
    }
    return words
  }

  /// `true` or `false` in the query.
  func flag(_ name: String) throws(ControlError) -> Bool? {
    guard let text = query[name] else { return nil }
    guard let value = Bool(text) else {
      throw ControlError(field: name, value: text, "must be true or false")
    }
    return value
  }
}

/// What goes back.
struct ControlReply: Sendable {
  var status = 200
  var contentType = "application/json"
  var body: [UInt8] = []
}

/// A call that makes no sense.
struct ControlError: Error, Equatable, CustomStringConvertible {
  /// The HTTP status.
  var status = 400
  /// The parameter, or the path of the field in the body.
  let field: String
  let value: String?
  let problem: String

  init(status: Int = 400, field: String, value: String? = nil, _ problem: String) {
    self.status = status
    self.field = field
    self.value = value
    self.problem = problem
  }

  var description: String {
    value.map { "\(field) \($0.debugDescription) \(problem)" } ?? "\(field) \(problem)"
  }
}
