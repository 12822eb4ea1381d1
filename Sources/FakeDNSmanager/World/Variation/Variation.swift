private import Crypto

/// What one world chooses where the documents are silent, so that no client relies on our choice.
///
/// The same seed makes the same choices. Nothing that is documented depends on it, nor the one thing
/// that was observed; where several were observed it chooses among them.
struct Variation: Sendable, Equatable {
  private let seed: UInt64?

  /// The first option of every choice.
  static let standard = Variation(seed: nil)

  /// Creates the choices of a seed; `nil` takes the first option of each.
  init(seed: UInt64?) {
    self.seed = seed
  }

  /// The number of the option that is taken, from 0.
  func option(of choice: VariationChoice) -> Int {
    guard let seed else { return 0 }
    let digest = SHA256.hash(data: Array("vary/\(seed)/\(choice.name)".utf8))
    let number = digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Int(number) % choice.options.count
  }

  /// How many digits a session id has.
  var sessionIDLength: Int { [24, 12][option(of: .sessionID)] }

  /// The page of a list in the order that is chosen, where the caller asks for none.
  func ordered(_ request: PageRequest, _ query: ListQuery) -> PageRequest {
    guard request.column == nil else { return request }
    var ordered = request
    switch option(of: .rowOrder) {
    case 1: ordered.isAscending.toggle()
    case 2: ordered.column = query.columns.first { $0.name != query.key.name }?.name
    default: break
    }
    return ordered
  }
}
