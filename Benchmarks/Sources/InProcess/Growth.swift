import FakeDNSmanager

/// What the next zone and a page of their list cost, in a small world and in a large one.
enum Growth {
  /// The medians of the 1,000 creations around the 1,000th and around the 100,000th zone, and of reading
  /// the first ten zones 500 times after either.
  static func measure() throws -> (zone: Pair, page: Pair) {
    let world = try World(.provider)
    var count = 0
    func create(upTo end: Int) throws -> [Duration] {
      var times: [Duration] = []
      while count < end {
        count += 1
        times.append(try world.timeOfCreating("z\(count).example"))
      }
      return times
    }
    _ = try create(upTo: 500)
    let zone = try create(upTo: 1_500).median
    let page = try world.timesOfReadingAPage().median
    _ = try create(upTo: 99_500)
    return (
      Pair(small: zone, large: try create(upTo: 100_500).median),
      Pair(small: page, large: try world.timesOfReadingAPage().median)
    )
  }
}

/// The same in a small world and in a large one, in microseconds.
struct Pair {
  let small: Double
  let large: Double
}

extension World {
  /// Creates a zone and returns what that took, the answer's bytes included.
  func timeOfCreating(_ name: String) throws -> Duration {
    let request = PanelRequest(
      method: "GET",
      query: "authinfo=provider:provider-secret&func=domain.edit&sok=ok&out=xml&name=\(name)")
    let clock = ContinuousClock()
    let start = clock.now
    let answer = answer(request)
    let time = clock.now - start
    guard answer.body.contains("<ok/>".utf8) else {
      throw WrongAnswer(text: String(decoding: answer.body, as: UTF8.self))
    }
    return time
  }

  /// Returns what reading the first ten of all zones takes, each time that it is done.
  fileprivate func timesOfReadingAPage() throws -> [Duration] {
    let request = PanelRequest(
      method: "GET", query: "authinfo=provider:provider-secret&func=domain&out=xml&p_cnt=10")
    let clock = ContinuousClock()
    return try (0..<500).map { _ in
      let start = clock.now
      let answer = answer(request)
      let time = clock.now - start
      guard answer.body.contains("<p_cnt>10</p_cnt>".utf8) else {
        throw WrongAnswer(text: String(decoding: answer.body, as: UTF8.self))
      }
      return time
    }
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
