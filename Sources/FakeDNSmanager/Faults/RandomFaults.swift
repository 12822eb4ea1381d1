private import Crypto

/// Faults by chance, made from a seed: the nth call after the start always meets the same.
public struct RandomFaults: Sendable, Equatable {
  /// What replays them.
  public let seed: UInt64
  /// How many of the calls go wrong, from 0 to 1.
  public let rate: Double
  private var callCount: UInt64 = 0

  /// Starts to count calls; a rate below 0 is none and above 1 is every call.
  public init(seed: UInt64, rate: Double) {
    self.seed = seed
    self.rate = rate
  }

  /// The fault of the next call; `nil` lets it through.
  mutating func next() -> Fault? {
    callCount += 1
    let digest = Array(SHA256.hash(data: Array("fault/\(seed)/\(callCount)".utf8)))
    let chance = digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard Double(chance) < rate * 4_294_967_296 else { return nil }
    let effect = Self.effects[Int(digest[4]) % Self.effects.count]
    return Fault(effect, phase: digest[5].isMultiple(of: 2) ? .before : .after)
  }

  /// What can happen: everything that ends soon and does not need a name.
  private static let effects: [Fault.Effect] = [
    .delay(.milliseconds(20)), .reset, .close, .cutBody(afterBytes: 40), .status(500),
    .status(502), .status(503), .htmlPage, .empty, .brokenXML, .wrongCharset, .sessionLost,
    .refusal(PanelError(.system, object: "panel")),
  ]
}
