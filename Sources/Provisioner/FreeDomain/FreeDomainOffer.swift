/// What a tariff plan says about free domain names (billing reference, 1.12).
///
/// The plan names the integration, so that "only the first one" plays no part here.
public struct FreeDomainOffer: Codable, Equatable, Sendable {
  /// The integration's id, the plan's field "Name server".
  public var integration: Int64
  /// The plan's field "Default domain template": a whole name with ``Macro``s.
  public var template: String

  /// What stands for something of the service; documented: billing reference, 1.12.
  public enum Macro: String, CaseIterable, Sendable {
    /// The service's login, `dns` and its id.
    ///
    /// Assumed: a dedicated server has no other user name (billing reference, 1.8).
    case username = "@USERNAME@"
    /// The service's id.
    case id = "@ID@"
    /// The service's item type.
    case type = "@TYPE@"
  }

  /// Makes an offer.
  public init(integration: Int64, template: String) {
    self.integration = integration
    self.template = template
  }

  /// The name that a service gets when nobody has it.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` for what is no domain name, an unknown
  ///   macro among it.
  func name(username: String, id: Int64, type: String) throws(BillingError) -> String {
    let values: [Macro: String] = [.username: username, .id: "\(id)", .type: type]
    let name = Macro.allCases.reduce(template) { text, macro in
      text.replacing(macro.rawValue, with: values[macro] ?? "")
    }
    do {
      return try DomainName.normalised(name, field: "free-domain-template")
    } catch {
      let macros = Macro.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badField(
        "free-domain-template", value: template,
        expected: "a domain name, in which \(macros) stand for something of the service")
    }
  }

  /// The name's next form when others have the ones before: a number behind its first label.
  ///
  /// Assumed: the vendor does not say what becomes of a name that is taken.
  static func candidate(_ name: String, number: Int) -> String {
    guard number > 1, let dot = name.firstIndex(of: ".") else { return name }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }
}
