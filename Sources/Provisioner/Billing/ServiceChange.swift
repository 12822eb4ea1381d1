/// What a customer changes about a service that is open; `nil` keeps what there is.
public struct ServiceChange: Sendable {
  /// Another tariff plan of the same provider: a tariff change.
  public var plan: Int64?
  /// The internal name of another item of `ns`.
  public var item: String?
  /// The name wanted for a private namespace.
  public var namespace: String?

  /// Fills in a change.
  public init(plan: Int64? = nil, item: String? = nil, namespace: String? = nil) {
    self.plan = plan
    self.item = item
    self.namespace = namespace
  }

  /// The change with its namespace in the usual form.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)``.
  func validated() throws(BillingError) -> Self {
    var change = self
    change.namespace = try NameServerNames.given(namespace: namespace)
    return change
  }

  /// Whether a service is to have something else than it has.
  func differs(from service: Service) -> Bool {
    (plan ?? service.plan) != service.plan || (item ?? service.item) != service.item
      || (namespace ?? service.namespace) != service.namespace
  }
}
