import Testing

@testable import FakeDNSmanager

struct RandomFaultTests {
  @Test func `the same seed makes the same faults on the same calls`() throws {
    let (one, other) = (try sights(seed: 4, rate: 0.3), try sights(seed: 4, rate: 0.3))

    #expect(one == other)
    #expect(try sights(seed: 5, rate: 0.3) != one)
  }

  @Test(arguments: [(0.0, 0...0), (0.25, 60...140), (1.0, 400...400)])
  func `about the share that was asked for goes wrong`(rate: Double, expected: ClosedRange<Int>) {
    var faults = RandomFaults(seed: 1, rate: rate)

    let count = (1...400).count { _ in faults.next() != nil }

    #expect(expected.contains(count))
  }

  @Test func `what was armed comes first, and chance goes on counting`() throws {
    let world = try World.forTests()
    world.faults.random = RandomFaults(seed: 1, rate: 1)
    world.faults.add(Fault(.status(418), on: .init(calls: 1...1)))
    var chance = RandomFaults(seed: 1, rate: 1)
    _ = chance.next()
    let second = chance.next()

    #expect(world.call("whoami", as: "provider").status == 418)
    #expect(world.faults.fault(function: "whoami", account: nil) == second)
  }

  @Test func `taking all faults back ends chance too`() throws {
    let world = try World.forTests()
    world.faults.random = RandomFaults(seed: 1, rate: 1)
    world.faults.removeAll()

    #expect(world.faults.random == nil)
  }

  private func sights(seed: UInt64, rate: Double) throws -> [PanelAnswer] {
    let world = try World.forTests()
    world.faults.random = RandomFaults(seed: seed, rate: rate)
    return (1...60).map { _ in world.call("whoami", as: "provider") }
  }
}
