internal import LocalAPI
internal import Provisioner

/// What the calls of the provisioner's API act on.
struct ProvisionPort: APIPort {
  typealias Schema = ProvisionSchema

  static let title = "nslab provisioner"
  static let summary =
    "Orders of dedicated servers, and what became of their name servers: for shops and for tests."
  static let routes = server + catalogue + services + commands + operations + records + clockCalls
  /// A form of a few fields; assumed generous.
  static let maximumByteCount = 64 * 1024

  let billing: Provisioner
  /// The clock that calls move; `nil` where the machine's own is used.
  let clock: SteppedClock?

  static func shape(ofPathParameter name: String) -> JSONShape { .integer(1...Int64.max) }

  static func refusal(of error: any Error) -> APIRefusal? {
    switch error {
    case let error as BillingError: APIRefusal(error)
    // The panel behind us cannot be asked, or refuses: nobody's form is to blame.
    case let error as OperationFailure: APIRefusal(status: 502, error)
    default: nil
    }
  }
}

typealias ProvisionRoute = APIRoute<ProvisionPort>
typealias ProvisionCall = APICall<ProvisionPort>

extension ProvisionCall {
  var billing: Provisioner { port.billing }

  /// The number in the path.
  ///
  /// - Throws: ``APIError`` when it is none, or not above 0.
  var id: Int64 {
    get throws(APIError) {
      let text = path["id"] ?? ""
      // Digits alone: `Int64` takes a sign as well.
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let id = Int64(text), id > 0
      else {
        throw APIError(field: "id", value: text, "must be a whole number above 0")
      }
      return id
    }
  }
}

extension APIRefusal {
  init(_ error: BillingError) {
    let (status, field): (Int, String?) =
      switch error {
      // The document tells no pattern of all names in all scripts, so it takes these for a text.
      case .badField(let field, _, _) where ["domain", "namespace"].contains(field): (422, field)
      case .badField(let field, _, _): (400, field)
      // What the path names is looked for and not found; what a form names is a mistake in it.
      case .noSuch("service", _): (404, "service")
      case .noSuch("operation", _): (404, "operation")
      case .noSuch("tariff plan", _): (422, "plan")
      case .noSuch(let kind, _): (422, kind)
      case .exists(let kind, _): (409, kind)
      case .wrongStatus, .notActive, .unfinished: (409, nil)
      case .wrongItemType: (422, "item_type")
      case .integrationInUse, .integrationRefused: (409, "integration")
      case .busy, .store: (503, nil)
      }
    self.init(status: status, error, field: field)
  }
}
