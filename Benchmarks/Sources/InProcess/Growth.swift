import FakeDNSmanager

/// What the next zone costs, in a small world and in a large one.
enum Growth {
  /// The medians of the 1,000 creations around the 1,000th and around the 100,000th zone.
  static func measure() throws -> (early: Double, late: Double) {
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
    let early = try create(upTo: 1_500).median
    _ = try create(upTo: 99_500)
    return (early, try create(upTo: 100_500).median)
  }
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
