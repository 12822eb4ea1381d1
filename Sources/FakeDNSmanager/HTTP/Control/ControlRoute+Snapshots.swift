internal import LocalAPI

extension ControlPort {
  /// The state of a world: saved, loaded, compared.
  static let snapshots: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/snapshot",
      summary: "The whole state of a world as a file, open sessions included",
      gives: .snapshot,
      perform: { call in ControlReply(body: try call.world.snapshot().json) }),
    ControlRoute(
      method: .post, path: "/snapshots", summary: "Make a world that goes on from a snapshot",
      parameters: [
        Parameter(name: "name", kind: .worldName, summary: "Its name", isRequired: true)
      ],
      takes: .snapshot, status: 201, gives: .json(.world),
      perform: { call in
        guard let name = call.query["name"] else {
          throw ControlError(field: "name", "is missing")
        }
        let world = try await ControlPort.built { [body = call.body] in
          try World(Snapshot(json: body))
        }
        try call.directory.add(world, named: name)
        return try .json(WorldStatus(call.directory, name), status: 201)
      }),
    ControlRoute(
      method: .put, path: "/worlds/{world}/snapshot",
      summary: "Have a world go on from a snapshot; it is made when it is not there",
      takes: .snapshot, otherStatus: 201, gives: .json(.world),
      perform: { call in
        let world = try await ControlPort.built { [body = call.body] in
          try World(Snapshot(json: body))
        }
        let wasThere = try call.directory.put(world, named: call.worldName)
        return try .json(
          WorldStatus(call.directory, call.worldName), status: wasThere ? 200 : 201)
      }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/difference",
      summary: "What became of a snapshot in this world, row by row; secrets read `***`",
      takes: .snapshot, gives: .list(.change),
      perform: { call in
        let earlier = try Snapshot(json: call.body)
        return try .json(earlier.changes(to: try call.world.snapshot()).changes)
      }),
  ]
}
