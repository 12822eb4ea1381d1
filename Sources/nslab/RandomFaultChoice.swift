internal import ArgumentParser
internal import FakeDNSmanager

/// Calls that go wrong by chance.
struct RandomFaultChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Let this share of the calls go wrong, 0 to 1; the ready line tells the seed that replays it.",
      valueName: "share"))
  var faultRate: Double?

  @Option(help: ArgumentHelp("Replay the faults of this seed.", valueName: "seed"))
  var faultSeed: UInt64?

  func validate() throws {
    if let faultRate, !(0...1).contains(faultRate) {
      throw ValidationError("--fault-rate must be from 0 to 1, not \(faultRate).")
    }
    if faultSeed != nil, faultRate == nil {
      throw ValidationError("--fault-seed needs --fault-rate.")
    }
  }

  /// The faults, from a seed of real randomness when none was given; `nil` without a rate.
  var faults: RandomFaults? {
    faultRate.map {
      RandomFaults(seed: faultSeed ?? UInt64(UInt32.random(in: .min ... .max)), rate: $0)
    }
  }
}
