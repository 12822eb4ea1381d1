internal import LocalAPI

extension ControlPort {
  /// The server as a whole.
  static let server: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/health", summary: "Whether the process answers",
      gives: .json(.health), isOpen: true,
      perform: { _ in try .json(HealthStatus(status: "ok")) }),
    ControlRoute(
      method: .get, path: "/ready", summary: "Whether the default world answers calls",
      gives: .json(.health), isOpen: true,
      perform: { call in
        // Reads the world's database and calls nothing: a call would stand in the journal, and could
        // take the fault that is meant for another one.
        guard (try? call.directory[call.directory.defaultName]?.seed) != nil else {
          throw ControlError(status: 503, field: "world", "does not answer")
        }
        return try .json(HealthStatus(status: "ready"))
      }),
    ControlRoute(
      method: .get, path: "/counters", summary: "How often the worlds were called",
      gives: .json(.counters),
      perform: { call in try .json(Counters(call.directory)) }),
    ControlRoute(
      method: .get, path: "/ca.pem", summary: "The certificate to trust for the HTTPS port",
      gives: .pem, isOpen: true,
      perform: { call in
        guard let pem = call.authorityPEM else {
          throw ControlError(
            status: 404, field: "ca.pem", "is not there: no HTTPS, or its certificate was given")
        }
        return ControlReply(contentType: "application/x-pem-file", body: Array(pem.utf8))
      }),
    .openAPI,
  ]
}

/// Whether something is well.
struct HealthStatus: Codable, Equatable {
  let status: String
}

/// How often a server's worlds were called.
struct Counters: Codable, Equatable {
  struct World: Codable, Equatable {
    let name: String
    let calls: Int
    /// Of the panel and of the name server, by chance or armed.
    let faultsFired: Int

    enum CodingKeys: String, CodingKey {
      case name, calls
      case faultsFired = "faults_fired"
    }
  }

  /// Calls of all worlds that are there now.
  let calls: Int
  let worlds: [World]

  init(_ directory: WorldDirectory) {
    worlds = directory.names.compactMap { name in
      directory[name].map { world in
        World(
          name: name, calls: world.journal.count,
          faultsFired: world.faults.firedCount + world.dnsFaults.firedCount)
      }
    }
    calls = worlds.reduce(0) { $0 + $1.calls }
  }
}
