/// What is typed into the form Integration → Name servers, before anything is checked.
public struct IntegrationForm: Sendable {
  /// The eight fields of step 2 in the vendor's order (NS-33), by the names of our command line (U14).
  public static let fields = [
    "provider", "name", "url", "username", "password", "free-domain", "provider-ns", "private-ns",
  ]

  /// Step 1: a ``PanelKind`` by name; adding without one is refused (NS-31).
  public var panel: String?
  /// The id of the provider that may use it; `nil` for all.
  public var provider: Int64?
  /// Free text, 1 to 255 characters.
  public var name: String
  /// The panel's address; `/dnsmgr` is added when there is no path.
  public var url: String
  /// The address for customers, when it is another one.
  public var publicURL: String?
  /// The account's name.
  public var username: String
  /// The account's password.
  public var password: Secret
  /// The box "For free domain name".
  public var freeDomain: Bool
  /// The box "Provider name server".
  public var providerNS: Bool
  /// The box "Private name server".
  public var privateNS: Bool
  /// Whether the panel's certificate is verified.
  public var verifiesTLS: Bool

  /// Fills in the form.
  public init(
    panel: String?, provider: Int64? = nil, name: String, url: String, publicURL: String? = nil,
    username: String, password: Secret, freeDomain: Bool = false, providerNS: Bool = false,
    privateNS: Bool = false, verifiesTLS: Bool = true
  ) {
    self.panel = panel
    self.provider = provider
    self.name = name
    self.url = url
    self.publicURL = publicURL
    self.username = username
    self.password = password
    self.freeDomain = freeDomain
    self.providerNS = providerNS
    self.privateNS = privateNS
    self.verifiesTLS = verifiesTLS
  }

  /// The form as it stands for an integration, to be edited and saved again.
  public init(_ integration: Integration) {
    self.init(
      panel: integration.panel.rawValue, provider: integration.provider, name: integration.name,
      url: integration.url.text, publicURL: integration.publicURL?.text,
      username: integration.username, password: integration.password,
      freeDomain: integration.freeDomain, providerNS: integration.providerNS,
      privateNS: integration.privateNS, verifiesTLS: integration.verifiesTLS)
  }

  /// Reads the form; asks nobody.
  ///
  /// The id is the integration's, 0 for one that is not saved yet.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` for the first field that cannot be right.
  func validated(id: Int64 = 0) throws(BillingError) -> Integration {
    let kind = try kind()
    let length = name.count
    guard (1...255).contains(length) else {
      throw .badField("name", value: "\(length) characters", expected: "1 to 255 characters")
    }
    try requireAccountName()
    guard !password.text.isEmpty else {
      throw .badField("password", value: "", expected: "the account's password")
    }
    return Integration(
      id: id, panel: kind, provider: provider, name: name, url: try Self.read(url, field: "url"),
      publicURL: try publicURL.map { text throws(BillingError) in
        try Self.read(text, field: "public-url")
      }, username: username, password: password, freeDomain: freeDomain, providerNS: providerNS,
      privateNS: privateNS, verifiesTLS: verifiesTLS, isRetired: false)
  }

  private func kind() throws(BillingError) -> PanelKind {
    guard let kind = panel.flatMap(PanelKind.init(rawValue:)) else {
      let known = PanelKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badField("panel", value: panel ?? "", expected: "one of \(known)")
    }
    guard kind == .dnsmanager5 || !(providerNS || privateNS) else {
      throw .badField(
        "panel", value: kind.rawValue,
        expected: "dnsmanager5 when provider-ns or private-ns is ticked")
    }
    return kind
  }

  /// A colon would move the border between name and password in `authinfo` (API reference, 1.2).
  private func requireAccountName() throws(BillingError) {
    let isUsable = !username.isEmpty && username.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    guard isUsable, !username.contains(":") else {
      throw .badField(
        "username", value: username, expected: "an account name without blanks and colons")
    }
  }

  private static func read(_ text: String, field: String) throws(BillingError) -> PanelURL {
    do {
      return try PanelURL(text)
    } catch {
      throw .badField(field, value: error.shown, expected: error.expected)
    }
  }
}
