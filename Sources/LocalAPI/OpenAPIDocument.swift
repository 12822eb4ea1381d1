/// The OpenAPI 3.1 document of an API, made from the table of its calls.
struct OpenAPIDocument: Encodable {
  let openapi = "3.1.0"
  let info: Info
  /// Without a token where none is set, with it where one is.
  let security: [[String: [String]]] = [[:], ["token": []]]
  let paths: [String: [String: Operation]]
  let components: Components

  struct Info: Encodable {
    let title: String
    let version = "1"
    let description: String
  }

  struct Components: Encodable {
    struct Scheme: Encodable {
      let type = "http"
      let scheme = "bearer"
    }

    let securitySchemes = ["token": Scheme()]
    let schemas: [String: JSONShape]
  }

  struct Operation: Encodable {
    let summary: String
    let parameters: [Parameter]
    let requestBody: Body?
    /// Empty where the call answers everybody; `nil` where the document's rule holds.
    let security: [[String: [String]]]?
    let responses: [String: Response]
  }

  struct Parameter: Encodable {
    let name: String
    let place: String
    let description: String?
    let required: Bool
    let style: String?
    let explode: Bool?
    let schema: JSONShape

    enum CodingKeys: String, CodingKey {
      case name, description, required, style, explode, schema
      case place = "in"
    }
  }

  struct Body: Encodable {
    let required = true
    let content: [String: Media]
  }

  struct Media: Encodable {
    let schema: JSONShape
    let example: String?
  }

  struct Response: Encodable {
    let description: String
    let content: [String: Media]?
  }
}

extension APIPort {
  /// The document as JSON.
  package static var openAPI: [UInt8] {
    get throws {
      var paths: [String: [String: OpenAPIDocument.Operation]] = [:]
      for route in routes {
        paths[route.path, default: [:]][route.method.rawValue] = route.operation
      }
      let schemas = Schema.allCases.map { ($0.rawValue, $0.shape) }
      return try APIJSON.encode(
        OpenAPIDocument(
          info: OpenAPIDocument.Info(title: title, description: summary), paths: paths,
          components: OpenAPIDocument.Components(
            schemas: Dictionary(schemas, uniquingKeysWith: { $1 }))))
    }
  }
}

extension APIRoute {
  fileprivate var operation: OpenAPIDocument.Operation {
    OpenAPIDocument.Operation(
      summary: summary,
      parameters: pathParameters.map(Self.described(pathParameter:)) + parameters.map(\.described),
      requestBody: takes.described.map(OpenAPIDocument.Body.init(content:)),
      security: isOpen ? [] : nil, responses: responses)
  }

  private var responses: [String: OpenAPIDocument.Response] {
    let good = OpenAPIDocument.Response(description: summary, content: gives.described)
    let refused = OpenAPIDocument.Response(
      description: "Refused; what is wrong and what would be right",
      content: APIContent.json(Port.Schema.error).described)
    var responses = ["4XX": refused, "5XX": refused]
    for status in [status, otherStatus].compactMap(\.self) { responses["\(status)"] = good }
    return responses
  }

  private static func described(pathParameter name: String) -> OpenAPIDocument.Parameter {
    OpenAPIDocument.Parameter(
      name: name, place: "path", description: nil, required: true, style: nil, explode: nil,
      schema: Port.shape(ofPathParameter: name))
  }
}

extension APIParameter {
  fileprivate var described: OpenAPIDocument.Parameter {
    OpenAPIDocument.Parameter(
      name: name, place: "query", description: summary, required: isRequired, style: "form",
      explode: false, schema: kind.shape)
  }
}

extension APIParameter.Kind {
  fileprivate var shape: JSONShape {
    switch self {
    case .text: .text()
    case .pattern(let pattern): .text(pattern: pattern)
    case .flag: .flag
    case .words(let words): .list(.choice(words), minimumCount: 1)
    case .integer(let range): .integer(Int64(range.lowerBound)...Int64(range.upperBound))
    }
  }
}

extension APIContent {
  /// Media type and shape; `nil` when there is no body.
  fileprivate var described: [String: OpenAPIDocument.Media]? {
    switch self {
    case .none: nil
    case .json(let schema):
      ["application/json": OpenAPIDocument.Media(schema: schema.reference, example: nil)]
    case .list(let schema):
      ["application/json": OpenAPIDocument.Media(schema: .list(schema.reference), example: nil)]
    case .other(let media):
      [media.type: OpenAPIDocument.Media(schema: media.shape, example: media.example)]
    }
  }
}
