/// One call of an API: how it is reached, what it says about itself, what it does.
package struct APIRoute<Port: APIPort>: Sendable {
  package let method: APIMethod
  /// The path, with what varies in braces.
  package let path: String
  package let summary: String
  package let parameters: [APIParameter]
  package let takes: APIContent<Port.Schema>
  package let status: Int
  /// A second status of success, which tells one good end from another.
  package let otherStatus: Int?
  package let gives: APIContent<Port.Schema>
  /// Whether it answers without the token.
  package let isOpen: Bool
  package let perform: @Sendable (APICall<Port>) async throws -> APIReply

  package init(
    method: APIMethod, path: String, summary: String, parameters: [APIParameter] = [],
    takes: APIContent<Port.Schema> = .none, status: Int = 200, otherStatus: Int? = nil,
    gives: APIContent<Port.Schema> = .none, isOpen: Bool = false,
    perform: @escaping @Sendable (APICall<Port>) async throws -> APIReply
  ) {
    self.method = method
    self.path = path
    self.summary = summary
    self.parameters = parameters
    self.takes = takes
    self.status = status
    self.otherStatus = otherStatus
    self.gives = gives
    self.isOpen = isOpen
    self.perform = perform
  }

  /// The largest body, in bytes.
  var maximumByteCount: Int {
    guard case .other(let media) = takes else { return Port.maximumByteCount }
    return media.maximumByteCount
  }

  /// The names in braces.
  var pathParameters: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
  }

  /// The call that every API has: its own document.
  package static var openAPI: Self {
    Self(
      method: .get, path: "/openapi.json", summary: "This document",
      gives: .other(APIMedia("application/json", .map)), isOpen: true,
      perform: { _ in APIReply(body: try Port.openAPI) })
  }
}

/// How a call is made.
package enum APIMethod: String, Sendable {
  case get, post, put, patch, delete
}

/// A parameter in the query.
package struct APIParameter: Sendable {
  package enum Kind: Sendable {
    case text
    /// Text of a form that is written as a regular expression of ECMAScript.
    case pattern(String)
    case integer(ClosedRange<Int>)
    case flag
    /// Some of these words, with commas between them.
    case words([String])
  }

  let name: String
  let kind: Kind
  let summary: String
  let isRequired: Bool

  package init(name: String, kind: Kind, summary: String, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.isRequired = isRequired
  }
}

/// What a body holds.
package enum APIContent<Schema: APISchema>: Sendable {
  case none
  case json(Schema)
  case list(Schema)
  case other(APIMedia)
}

/// A body that is not described by a named shape.
package struct APIMedia: Sendable {
  let type: String
  let shape: JSONShape
  let example: String?
  let maximumByteCount: Int

  /// Describes a body; how many bytes it may have matters only where it is taken.
  package init(
    _ type: String, _ shape: JSONShape, example: String? = nil, maximumByteCount: Int = 0
  ) {
    self.type = type
    self.shape = shape
    self.example = example
    self.maximumByteCount = maximumByteCount
  }
}
