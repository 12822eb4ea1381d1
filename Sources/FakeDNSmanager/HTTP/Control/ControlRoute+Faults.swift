internal import LocalAPI

extension ControlPort {
  /// What goes wrong on purpose: when a world's panel is called, and when its name servers are asked.
  static let faults: [ControlRoute] =
    plan(of: FaultBody.self, at: "/worlds/{world}/faults", named: "of a world's panel")
    + randomFaults
    + plan(
      of: DNSFaultBody.self, at: "/worlds/{world}/dns-faults", named: "of a world's name servers")

  /// The four calls of a fault plan.
  private static func plan<Body: FaultDescription>(
    of body: Body.Type, at path: String, named owner: String
  ) -> [ControlRoute] {
    [
      ControlRoute(
        method: .get, path: path, summary: "The armed faults \(owner)",
        gives: .list(Body.lineSchema),
        perform: { call in try .json(Body.armed(in: try call.world)) }),
      ControlRoute(
        method: .post, path: path, summary: "Arm a fault \(owner)",
        takes: .json(Body.schema), status: 201, gives: .json(Body.lineSchema),
        perform: { call in
          let wish = try ControlJSON.decode(Body.self, from: call.body, keys: Body.keys)
          let id = try wish.arm(in: try call.world)
          return try .json(FaultLine(id: id, matched: 0, fired: 0, fault: wish), status: 201)
        }),
      ControlRoute(
        method: .delete, path: path, summary: "Take all faults \(owner) back", status: 204,
        perform: { call in
          Body.plan(of: try call.world).removeAll()
          return .done
        }),
      ControlRoute(
        method: .delete, path: "\(path)/{id}", summary: "Take a fault \(owner) back", status: 204,
        perform: { call in
          let text = call.path["id"] ?? ""
          guard let id = Int(text), Body.plan(of: try call.world).remove(id) != nil else {
            throw ControlError(status: 404, field: "id", value: text, "is no armed fault")
          }
          return .done
        }),
    ]
  }

  private static let randomFaults = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/faults/random",
      summary: "The faults by chance of a world's panel; an empty list where no call goes wrong so",
      gives: .list(.randomFaults),
      perform: { call in
        let faults = try call.world.faults.random
        return try .json(
          [faults].compactMap(\.self).filter { $0.rate > 0 }.map(RandomFaultsStatus.init))
      }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/faults/random",
      summary: "Let calls go wrong by chance; the seed in the answer replays it",
      takes: .json(.randomFaultsRequest), status: 201, gives: .json(.randomFaults),
      perform: { call in
        let wish = try ControlJSON.decode(
          RandomFaultsBody.self, from: call.body, keys: ["rate", "seed"])
        let faults = try wish.faults
        try call.world.faults.random = faults
        return try .json(RandomFaultsStatus(faults), status: 201)
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/faults/random",
      summary: "Let no call go wrong by chance any more", status: 204,
      perform: { call in
        try call.world.faults.random = nil
        return .done
      }),
  ]
}
