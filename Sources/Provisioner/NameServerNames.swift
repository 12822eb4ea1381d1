/// The two name servers of a namespace (NS-14, NS-15).
public struct NameServerNames: Equatable, Sendable {
  /// The namespace in lower case, without a dot at its end.
  public let namespace: String
  /// Exactly two, `ns1.` first; lower case, without a dot at the end.
  public let all: [String]

  /// Puts `ns1.` and `ns2.` before a namespace, whatever it begins with.
  ///
  /// The namespace is a domain name of at least two labels; upper case and one dot at the end are
  /// normalised. A name in another script is told as DNS has it, with `xn--`.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` when it is no such name, or the results
  ///   would be longer than DNS allows.
  public init(namespace: String, mutant: ProvisionerMutant? = nil) throws(BillingError) {
    let name = try DomainName.normalised(
      namespace, field: "namespace", maximumLength: Self.maximumLength)
    self.namespace = name
    let suffix = mutant == .namesUseNamespaceTwice ? "\(name).\(name)" : name
    all = ["ns1.\(suffix)", "ns2.\(suffix)"]
  }

  /// The namespace that somebody wishes for, in its usual form; `nil` where he wishes for none.
  ///
  /// - Throws: As ``init(namespace:mutant:)``.
  static func given(namespace: String?) throws(BillingError) -> String? {
    try DomainName.given(namespace, field: "namespace", maximumLength: maximumLength)
  }

  /// What a name may have, less the four characters of `ns1.`.
  private static let maximumLength = DomainName.maximumLength - 4
}
