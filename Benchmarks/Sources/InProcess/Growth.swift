import FakeDNSmanager

/// What the next zone and a page of their list cost, in a small world and in a large one.
enum Growth {
  /// Measures 1,000 creations around the 1,000th and around the 100,000th zone, then 500 readings of the
  /// first ten, before which nothing changes.
  static func measure() throws -> (zone: Pair, page: Pair) {
    let small = try ManyZones(count: 500)
    let large = try ManyZones(count: 99_500)
    let zone = try Pair(
      times: 1_000, small: small.timeOfCreatingTheNext, large: large.timeOfCreatingTheNext)
    let page = try Pair(
      times: 500, small: small.world.timeOfReadingAPage, large: large.world.timeOfReadingAPage)
    return (zone, page)
  }

  /// A world whose zones are numbered.
  private final class ManyZones {
    let world: World
    private var count = 0

    init(count: Int) throws {
      world = try World(.provider)
      while self.count < count { _ = try timeOfCreatingTheNext() }
    }

    func timeOfCreatingTheNext() throws -> Duration {
      count += 1
      return try world.timeOfCreating("z\(count).example")
    }
  }
}

extension World {
  /// Creates a zone and returns what that took, the answer's bytes included.
  func timeOfCreating(_ name: String) throws -> Duration {
    try time(of: "func=domain.edit&sok=ok&name=\(name)", answeredWith: "<ok/>")
  }

  /// Returns what reading the first ten of all zones takes.
  fileprivate func timeOfReadingAPage() throws -> Duration {
    try time(of: "func=domain&p_cnt=10", answeredWith: "<p_cnt>10</p_cnt>")
  }

  private func time(of call: String, answeredWith part: String) throws -> Duration {
    let request = PanelRequest(
      method: "GET", query: "authinfo=provider:provider-secret&out=xml&\(call)")
    let clock = ContinuousClock()
    let start = clock.now
    let answer = answer(request)
    let time = clock.now - start
    guard answer.body.contains(part.utf8) else {
      throw WrongAnswer(text: String(decoding: answer.body, as: UTF8.self))
    }
    return time
  }

  /// A call that was not done as it should be.
  struct WrongAnswer: Error {
    let text: String
  }
}

extension WorldFile {
  /// One reseller, as in the vendor's own example.
  static var provider: WorldFile {
    var file = WorldFile()
    file.name = "provider"
    file.resellers = [
      Reseller(name: "provider", password: "provider-secret", namespace: "company.com")
    ]
    return file
  }
}
