internal import LocalAPI

extension ControlPort {
  /// The clock of a world.
  static let clock: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/clock", summary: "What a world's clock shows",
      gives: .json(.clock),
      perform: { call in try .json(ClockStatus(try call.world.clock)) }),
    ControlRoute(
      method: .patch, path: "/worlds/{world}/clock",
      summary: "Freeze or run a clock, then set it, then step it",
      takes: .json(.clockChange), gives: .json(.clock),
      perform: { call in
        let change = try ControlJSON.decode(
          ClockChange.self, from: call.body, keys: ["frozen", "now", "step"])
        let clock = try call.world.clock
        try change.apply(to: clock)
        return try .json(ClockStatus(clock))
      }),
  ]
}

/// What a clock shows.
struct ClockStatus: Codable, Equatable {
  /// Seconds since 1970-01-01 00:00:00 UTC.
  let now: Int64
  let frozen: Bool

  init(_ clock: WorldClock) {
    now = clock.now.seconds
    frozen = clock.isFrozen
  }
}

/// What a clock is to do; each part is optional.
struct ClockChange: Codable, Equatable {
  var frozen: Bool?
  /// Seconds since 1970-01-01 00:00:00 UTC.
  var now: Int64?
  /// Seconds forwards; backwards when negative.
  var step: Int64?

  /// Changes the clock, unless a value is out of range; throws ``ControlError`` then.
  func apply(to clock: WorldClock) throws(ControlError) {
    if let now, !WorldTime.moments.contains(now) { throw refusal("now", now) }
    if let step {
      guard Self.steps.contains(step) else { throw refusal("step", step) }
      let (end, overflows) = (now ?? clock.now.seconds).addingReportingOverflow(step)
      guard !overflows, WorldTime.moments.contains(end) else { throw refusal("step", step, 422) }
    }
    switch frozen {
    case true?: clock.freeze()
    case false?: clock.run()
    case nil: break
    }
    if let now { clock.set(to: WorldTime(seconds: now)) }
    if let step { clock.step(by: step) }
  }

  /// What may be wrong with a step alone; where it leads depends on the clock.
  static let steps: ClosedRange<Int64> =
    -WorldTime.moments.upperBound...WorldTime.moments.upperBound

  private func refusal(_ field: String, _ value: Int64, _ status: Int = 400) -> ControlError {
    ControlError(
      status: status, field: field, value: "\(value)", "must stay between the years 1970 and 9999")
  }
}
