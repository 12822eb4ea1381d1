internal import Foundation
internal import LocalAPI

extension ProvisionPort {
  /// The clock that retries and mails go by.
  static let clockCalls: [ProvisionRoute] = [
    ProvisionRoute(
      method: .get, path: "/clock", summary: "What the clock shows, and whether calls move it",
      gives: .json(.clock),
      perform: { call in try .json(ClockLine(call.port.clock)) }),
    ProvisionRoute(
      method: .post, path: "/clock/step",
      summary: "Move a clock that stands still; /operations/retry then tries what is due",
      takes: .json(.step), gives: .json(.clock),
      perform: { call in
        guard let clock = call.port.clock else {
          throw APIError(
            status: 409, field: "clock",
            "is the machine's; start the server with a clock of its own")
        }
        let wish = try APIJSON.decode(StepRequest.self, from: call.body, keys: ["seconds"])
        guard StepRequest.range.contains(wish.seconds) else {
          throw APIError(
            field: "seconds", value: "\(wish.seconds)", "must be 0 or more, and not beyond 9999")
        }
        guard clock.step(by: wish.seconds) != nil else {
          throw APIError(
            status: 422, field: "seconds", value: "\(wish.seconds)",
            "would lead behind the year 9999")
        }
        return try .json(ClockLine(clock))
      }),
  ]
}

/// What the clock shows.
struct ClockLine: Codable, Equatable {
  /// Seconds since 1970-01-01 00:00:00 UTC.
  let now: Int64
  /// Whether it stands still and calls move it.
  let stepped: Bool

  init(_ clock: SteppedClock?) {
    now = (clock?.now ?? Date()).wholeSeconds
    stepped = clock != nil
  }
}

/// How far a clock is to be moved.
struct StepRequest: Decodable {
  /// Seconds forwards.
  let seconds: Int64

  static let range = 0...SteppedClock.moments.upperBound
}
