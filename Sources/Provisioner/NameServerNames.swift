private import Foundation

/// The two name servers of a namespace (NS-14, NS-15).
public struct NameServerNames: Equatable, Sendable {
  /// The namespace in lower case, without a dot at its end.
  public let namespace: String
  /// Exactly two, `ns1.` first; lower case, without a dot at the end.
  public let all: [String]

  /// Puts `ns1.` and `ns2.` before a namespace, whatever it begins with.
  ///
  /// The namespace is a domain name of at least two labels; upper case and one dot at the end are
  /// normalised. A name in another script is kept as the panel shows it.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` when it is no such name, or the results
  ///   would be longer than DNS allows.
  public init(namespace: String, mutant: ProvisionerMutant? = nil) throws(BillingError) {
    var name = namespace.lowercased()
    if name.hasSuffix(".") { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, name.utf8.count <= Self.maximumLength,
      labels.allSatisfy(Self.isLabel)
    else {
      throw .badField(
        "namespace", value: namespace,
        expected: "a domain name such as example.com of at most \(Self.maximumLength) characters")
    }
    self.namespace = name
    let suffix = mutant == .namesUseNamespaceTwice ? "\(name).\(name)" : name
    all = ["ns1.\(suffix)", "ns2.\(suffix)"]
  }

  /// 253 characters for a name in DNS, less the four of `ns1.`.
  private static let maximumLength = 249

  private static func isLabel(_ label: Substring) -> Bool {
    guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else {
      return false
    }
    return label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  }
}
