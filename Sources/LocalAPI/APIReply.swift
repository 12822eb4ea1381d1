/// What goes back.
package struct APIReply: Sendable {
  package var status: Int
  package var contentType: String
  package var body: [UInt8]

  package init(status: Int = 200, contentType: String = "application/json", body: [UInt8] = []) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// The value as JSON.
  package static func json(_ value: some Encodable, status: Int = 200) throws -> APIReply {
    APIReply(status: status, body: try APIJSON.encode(value))
  }

  /// Done, and nothing to say.
  package static let done = APIReply(status: 204)
}

/// A call that makes no sense.
package struct APIError: Error, Equatable, CustomStringConvertible {
  /// The HTTP status.
  package let status: Int
  /// The parameter, or the path of the field in the body.
  package let field: String
  package let value: String?
  package let problem: String

  package init(status: Int = 400, field: String, value: String? = nil, _ problem: String) {
    self.status = status
    self.field = field
    self.value = value
    self.problem = problem
  }

  package var description: String {
    value.map { "\(field) \($0.debugDescription) \(problem)" } ?? "\(field) \(problem)"
  }
}

/// How a call that failed is answered.
package struct APIRefusal: Sendable {
  /// The JSON of a refusal.
  package struct Body: Codable, Equatable {
    /// What is wrong and what would be right, one sentence each.
    package let errors: [String]
    /// The parameter, or the path of the field in the body; absent where it is about none.
    package let field: String?

    package init(errors: [String], field: String? = nil) {
      self.errors = errors
      self.field = field
    }
  }

  let status: Int
  let body: Body

  package init(status: Int, _ errors: [String], field: String? = nil) {
    self.status = status
    body = Body(errors: errors, field: field)
  }

  /// An error's own words under a status.
  package init(status: Int, _ error: any Error, field: String? = nil) {
    self.init(status: status, ["\(error)"], field: field)
  }
}

extension APIReply {
  /// The answer to a call that failed, under the status that fits.
  init<Port: APIPort>(refusing error: any Error, of _: Port.Type) {
    let refusal =
      switch error {
      case let error as APIError: APIRefusal(status: error.status, error, field: error.field)
      default: Port.refusal(of: error) ?? APIRefusal(status: 500, ["the \(Port.title) failed"])
      }
    self.init(refusal)
  }

  init(refusing error: APIError) {
    self.init(APIRefusal(status: error.status, error, field: error.field))
  }

  private init(_ refusal: APIRefusal) {
    self.init(status: refusal.status, body: (try? APIJSON.encode(refusal.body)) ?? [])
  }
}
