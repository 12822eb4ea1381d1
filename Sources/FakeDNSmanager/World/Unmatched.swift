internal import StrictYAML

/// A name in a call that nobody knows: probably a misspelt one, which the panel ignores or refuses.
public struct Unmatched: Sendable, Equatable {
  /// What it should name.
  public enum Kind: String, Sendable, CaseIterable {
    case function
    case parameter
  }

  /// What it should name.
  public let kind: Kind
  /// The name as it was sent, its first hundred characters.
  public let name: String
  /// The known name that comes nearest; `nil` when none is near.
  public let nearest: String?

  /// How much of a name is kept.
  static let longestName = 100
  /// How many names of one call are kept: looking for the nearest one costs, and a call can have a
  /// thousand.
  static let maximumCount = 8

  private init(_ kind: Kind, _ name: String, among candidates: some Sequence<String>) {
    self.kind = kind
    self.name = String(name.prefix(Self.longestName))
    nearest = NearestName.of(name, among: candidates)
  }

  /// The names of a call that nobody knows; the parameters only where the function is known.
  static func names(in form: Form, function: String) -> [Unmatched] {
    guard let entry = FunctionCatalog.byName[function] else {
      return [Unmatched(.function, function, among: FunctionCatalog.names)]
    }
    let unknown = form.pairs.lazy.filter { !entry.contract.knows($0.name, in: form) }
    return unknown.prefix(maximumCount).map {
      Unmatched(.parameter, $0.name, among: entry.contract.parameterNames)
    }
  }
}
