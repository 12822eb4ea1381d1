import FakeDNSmanager

/// What it takes from a change of a zone to the answer that shows it, in a small zone and in a large one.
enum ZoneChange {
  /// Measures 500 changes of a zone with 1,000 and of one with 100,000 records.
  ///
  /// A change counts when the name server has answered with the new record; both calls are timed.
  static func measure() throws -> Pair {
    let small = try LargeZone(records: 500)
    let large = try LargeZone(records: 99_500)
    return try Pair(times: 500, small: small.timeOfAChange, large: large.timeOfAChange)
  }

  /// A world with one zone, whose hosts are numbered.
  private final class LargeZone {
    private static let name = "large.example"
    private let world: World
    private var count = 0

    init(records: Int) throws {
      world = try World(.provider)
      _ = try world.timeOfCreating(Self.name)
      while count < records { _ = try add(asking: false) }
      // The first question after so many changes makes the zone anew.
      _ = try timeOfAChange()
    }

    func timeOfAChange() throws -> Duration { try add(asking: true) }

    private func add(asking: Bool) throws -> Duration {
      count += 1
      return try world.timeOfAdding("h\(count)", to: Self.name, asking: asking)
    }
  }
}

extension World {
  /// Adds a host to a zone and returns what it took until the name server answered with it.
  fileprivate func timeOfAdding(
    _ host: String, to zone: String, asking: Bool
  ) throws -> Duration {
    let request = PanelRequest(
      method: "GET",
      query: """
        authinfo=provider:provider-secret&func=domain.record.edit&sok=ok&out=xml\
        &plid=\(zone)&name=\(host)&rtype=a&ip=192.0.2.1
        """)
    let question = Self.question("\(host).\(zone)")
    let clock = ContinuousClock()
    let start = clock.now
    let answer = answer(request)
    guard answer.body.contains("<ok/>".utf8) else {
      throw WrongAnswer(text: String(decoding: answer.body, as: UTF8.self))
    }
    guard asking else { return clock.now - start }
    var reply = answerDNS(question, at: "127.53.0.1", over: .udp, from: "127.0.0.1")
    let message = reply.next() ?? []
    let time = clock.now - start
    // An answer ends with its record's data here.
    guard message.suffix(4) == [192, 0, 2, 1] else { throw WrongAnswer(text: "\(message)") }
    return time
  }

  /// A question for the address of a host, without EDNS.
  private static func question(_ name: String) -> [UInt8] {
    let labels = name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    return [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] + labels + [0, 0, 1, 0, 1]
  }
}
