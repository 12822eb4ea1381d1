internal import FakeDNSmanager

extension WireBasis {
  /// Returns how we know a function's answers, or one of its refusals; `nil` for what no contract names.
  static func of(_ function: String, refusal: (type: String, object: String)? = nil) -> Self? {
    guard let contract = contracts[function] else { return nil }
    let evidence =
      refusal.map { refusal in
        contract.refusals.first { known in
          known.kind.rawValue == refusal.type && known.object == refusal.object
        }?.evidence
      } ?? contract.evidence
    switch evidence {
    case .documented(let source)?: return .documented(source)
    case .observed(let source)?: return .observed(source)
    case .assumed(let reason)?: return .assumed(reason)
    case nil: return nil
    }
  }

  private static let contracts = Dictionary(
    FunctionCatalog.contracts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
