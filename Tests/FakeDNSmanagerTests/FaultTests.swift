import Testing
import XMLReading

@testable import FakeDNSmanager

struct FaultTests {
  let world: World

  init() throws {
    world = try .forTests()
  }

  @Test func `a fault before the call keeps it from being performed`() throws {
    world.faults.add(Fault(.status(500), on: .init(function: "auth")))

    #expect(signIn().status == 500)
    #expect(try sessionCount() == 0)
  }

  @Test func `a fault after the call loses the answer and keeps the change`() throws {
    world.faults.add(Fault(.neverAnswer, on: .init(function: "auth"), phase: .after))

    #expect(signIn().delivery == .never)
    #expect(try sessionCount() == 1)
  }

  @Test func `a fault hits the calls it counts and no others`() {
    let id = world.faults.add(Fault(.status(503), on: .init(function: "auth", calls: 2...3)))

    #expect((1...4).map { _ in signIn().status } == [200, 503, 503, 200])
    #expect(world.call("whoami", as: "provider").status == 200)
    #expect(world.faults.remove(id) == 2)
    #expect(world.faults.remove(id) == nil)
  }

  @Test func `a fault for one account leaves the others alone`() {
    world.faults.add(Fault(.status(503), on: .init(account: "root")))

    #expect(world.call("whoami", as: "provider").status == 200)
    #expect(world.call("whoami", as: "root").status == 503)
  }

  @Test func `a fault meets an account however its login is typed`() {
    world.faults.add(Fault(.status(503), on: .init(account: "Provider")))
    func status(_ authinfo: String) -> Int {
      world.answer(
        PanelRequest(query: [("func", "whoami"), ("authinfo", authinfo)].formEncoded)
      ).status
    }

    #expect(status("provider:provider-secret") == 503)
    #expect(status("PROVIDER:provider-secret") == 503)
    #expect(status("root:root-secret") == 200)
  }

  @Test func `a fault for one account meets its signing in`() {
    world.faults.add(Fault(.status(503), on: .init(function: "auth", account: "Provider")))
    func status(_ login: String) -> Int {
      world.answer(
        PanelRequest(
          query: [("func", "auth"), ("username", login), ("password", "\(login)-secret")]
            .formEncoded)
      ).status
    }

    #expect(status("provider") == 503)
    #expect(status("root") == 200)
  }

  @Test(arguments: [nil, 14] as [UInt64?])
  func `a session that is lost before its call is refused as later`(seed: UInt64?) throws {
    if let seed {
      try world.reseed(seed)
      try world.changeSettings { $0.vary = true }
    }
    for function in ["domain", "logout", "no.function", ""] {
      let session = try world.signIn("provider")
      func answer() -> PanelAnswer {
        world.answer(
          PanelRequest(query: [("func", function), ("out", "xml"), ("auth", session)].formEncoded))
      }
      world.faults.add(Fault(.sessionLost, on: .init(calls: 1...1)))

      let (first, second) = (answer(), answer())

      #expect(first == second, "\(function)")
      #expect(world.journal.entries.suffix(2).map(\.faulted) == [true, false])
      world.faults.removeAll()
    }
  }

  @Test func `a refusal on request looks like the panel's own`() throws {
    world.faults.add(Fault(.refusal(PanelError(.license, object: "dnsmgr"))))

    let reply = try XMLReply(world.call("whoami", as: "provider").body)

    #expect(try reply.string(at: "/doc/error/@type") == "license")
  }

  @Test func `a delayed or cut answer is the real one`() throws {
    let plain = world.call("whoami", as: "provider")
    for effect in [Fault.Effect.delay(.seconds(1)), .cutBody(afterBytes: 10)] {
      let id = world.faults.add(Fault(effect))
      let answer = world.call("whoami", as: "provider")
      world.faults.remove(id)
      #expect(answer.body == plain.body)
      #expect(answer.delivery != .normal)
    }
  }

  @Test func `a scoped fault is gone when its body ends`() async throws {
    struct Stop: Error {}

    await #expect(throws: Stop.self) {
      try await world.faults.withFault(Fault(.empty)) {
        #expect(world.call("whoami", as: "provider").body.isEmpty)
        throw Stop()
      }
    }
    #expect(!world.call("whoami", as: "provider").body.isEmpty)
  }

  private func signIn() -> PanelAnswer {
    world.call("auth", ["username": "provider", "password": "provider-secret"])
  }

  private func sessionCount() throws -> Int {
    try world.store.change { try $0.sessions().count }
  }
}
