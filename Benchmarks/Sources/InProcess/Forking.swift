import FakeDNSmanager

/// What a copy of a world costs.
enum Forking {
  /// The median of 500 forks of a world with 10 users and 100 zones of 12 records each.
  ///
  /// A fork counts when it has answered that it holds the last zone; answering is not timed.
  static func measure() throws -> Double {
    var file = WorldFile.provider
    for user in 1...10 {
      var account = WorldFile.User(name: "user\(user)", password: "user-secret")
      account.domains = (1...10).map { number in
        var domain = WorldFile.Domain(name: "zone\(number).user\(user).example")
        domain.addresses = ["192.0.2.1"]
        return domain
      }
      file.resellers[0].users.append(account)
    }
    let world = try World(file)
    let clock = ContinuousClock()
    let times = try (1...500).map { _ in
      let start = clock.now
      let copy = try world.fork()
      let time = clock.now - start
      guard copy.holds("zone10.user10.example") else { throw ForkIsIncomplete() }
      return time
    }
    return times.median
  }

  private struct ForkIsIncomplete: Error {}
}

extension World {
  fileprivate func holds(_ zone: String) -> Bool {
    let request = PanelRequest(
      method: "GET",
      query: "authinfo=provider:provider-secret&func=domain.record&out=xml&elid=\(zone)")
    return answer(request).body.contains("<rtype>MX</rtype>".utf8)
  }
}
