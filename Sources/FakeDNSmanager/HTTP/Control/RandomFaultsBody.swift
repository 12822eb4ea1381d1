internal import LocalAPI

/// Faults by chance, in JSON.
struct RandomFaultsBody: Codable, Equatable {
  /// How many of the calls go wrong, from 0 to 1.
  let rate: Double
  /// Without it one is made up, and told.
  let seed: Int?

  /// JSON's readers tell whole numbers up to 2^53 apart (RFC 8259, section 6).
  static let seeds: ClosedRange<Int64> = 0...9_007_199_254_740_992

  /// The faults that are meant; throws ``ControlError`` for a rate or a seed that cannot be.
  var faults: RandomFaults {
    get throws(ControlError) {
      guard (0...1).contains(rate) else {
        throw ControlError(field: "rate", value: "\(rate)", "must be from 0 to 1")
      }
      let seeds = Int(Self.seeds.lowerBound)...Int(Self.seeds.upperBound)
      let seed = seed ?? Int.random(in: seeds)
      guard seeds.contains(seed) else {
        throw ControlError(field: "seed", value: "\(seed)", "must be from 0 to 2^53")
      }
      return RandomFaults(seed: UInt64(seed), rate: rate)
    }
  }
}

/// Faults by chance that are set, in JSON; where they were not set here, their seed can be any.
struct RandomFaultsStatus: Codable, Equatable {
  let rate: Double
  let seed: UInt64

  init(_ faults: RandomFaults) {
    (rate, seed) = (faults.rate, faults.seed)
  }
}
