internal import LocalAPI

extension ControlPort {
  /// What a world's ids are made of.
  static let seed: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/seed", summary: "What a world's ids are made of",
      gives: .json(.seed),
      perform: { call in try .json(SeedStatus(seed: try call.world.seed)) }),
    ControlRoute(
      method: .put, path: "/worlds/{world}/seed",
      summary: "Make all ids to come from another seed; ends all sessions",
      takes: .json(.seedRequest), gives: .json(.seed),
      perform: { call in
        let wish = try ControlJSON.decode(SeedStatus.self, from: call.body, keys: ["seed"])
        guard wish.seed <= UInt64(Int64.max) else {
          throw ControlError(
            field: "seed", value: "\(wish.seed)", "must be at most \(Int64.max)")
        }
        try call.world.reseed(wish.seed)
        return try .json(wish)
      }),
  ]
}

/// The seed of a world.
struct SeedStatus: Codable, Equatable {
  let seed: UInt64
}
