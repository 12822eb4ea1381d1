import Testing
import XMLReading

@testable import FakeDNSmanager

struct WorldTests {
  @Test func `a fork goes its own way`() throws {
    let origin = try World.forTests()
    let fork = try origin.fork()

    fork.clock.step(by: 10)
    _ = fork.call("auth", ["username": "provider", "password": "provider-secret"])

    #expect(origin.clock.now == .standard)
    #expect(origin.journal.count == 0)
    #expect(fork.journal.count == 1)
    #expect(try origin.store.change { try $0.sessions() }.isEmpty)
    #expect(try fork.store.change { try $0.sessions() }.count == 1)
  }

  @Test func `the same file and calls give the same bytes`() throws {
    let answers = try (0..<2).map { _ in
      let world = try World.forTests()
      return (0..<3).map { _ in
        world.call("auth", ["username": "provider", "password": "provider-secret"]).text
      }
    }

    #expect(answers[0] == answers[1])
    #expect(Set(answers[0]).count == 3)
  }

  @Test func `another seed gives other ids`() throws {
    let answers = try [UInt64(1), 2].map { seed in
      let world = try World.forTests { $0.seed = seed }
      return world.call("auth", ["username": "provider", "password": "provider-secret"]).text
    }

    #expect(answers[0] != answers[1])
  }

  @Test func `a refused call changes nothing`() throws {
    let world = try World.forTests()
    let before = try world.store.change { try $0.nextIdentifierCounter().value }

    _ = world.call("auth", ["username": "provider", "password": "wrong"])

    #expect(try world.store.change { try $0.nextIdentifierCounter().value } == before + 1)
  }

  @Test func `an unknown function is missed and an unknown path is no page`() throws {
    let world = try World.forTests()

    let reply = try XMLReply(world.call("no.such", as: "root").body)
    #expect(try reply.string(at: "/doc/error/@type") == "missed")
    #expect(try reply.string(at: "/doc/error/@object") == "func")
    #expect(world.answer(PanelRequest(path: "/other")).status == 404)
    #expect(world.answer(PanelRequest(path: "/manager/dnsmgr", query: "func=whoami")).status == 200)
  }

  @Test func `without credentials a function asks for them`() throws {
    let reply = try XMLReply(try World.forTests().call("whoami").body)

    #expect(try reply.string(at: "/doc/error/@type") == "auth")
  }

  @Test func `a request over the limits is refused by the web server`() throws {
    let answer = try World.forTests().answer(
      PanelRequest(method: "POST", body: Array(repeating: 0x61, count: 3 * 1024 * 1024)))

    #expect(answer.status == 413)
  }

  @Test func `the journal keeps every call and no secret`() throws {
    let world = try World.forTests()

    _ = world.call("whoami", ["passwd": "canary"], as: "provider")
    _ = world.call("auth", ["username": "provider", "password": "canary"])

    #expect(world.journal.entries.map(\.function) == ["whoami", "auth"])
    #expect(world.journal.entries.map(\.account) == ["provider", ""])
    #expect(world.journal.entries.map { $0.refusal?.kind } == [nil, .auth])
    #expect(!"\(world.journal.entries.map(\.parameters))".contains("canary"))
    #expect(!"\(world.journal.entries.map(\.parameters))".contains("secret"))
  }

  @Test func `namespaces get the addresses of the pool in order, each once`() throws {
    let world = try World.forTests { file in
      file.settings.addressPool = ["127.53.0.9", "127.53.0.1-127.53.0.3", "127.53.0.2-127.53.0.9"]
      file.resellers[0].users = ["a", "b"].map {
        var user = WorldFile.User(name: $0, password: "p")
        user.namespace = "\($0).example"
        return user
      }
    }

    #expect(
      try world.nameServerAddresses() == [
        "company.com": ["127.53.0.9", "127.53.0.1"], "a.example": ["127.53.0.2"],
        "b.example": ["127.53.0.3"],
      ])
    #expect(throws: PanelError.self) {
      try World.forTests { $0.settings.addressPool = ["127.53.0.9", "127.53.0.9"] }
    }
  }

  @Test func `the journal is bounded and goes on counting`() {
    let journal = Journal(capacity: 2)
    for _ in 0..<5 {
      journal.append { number in
        Journal.Entry(
          number: number, time: .standard, function: "f", account: "", parameters: [],
          remoteAddress: "", status: 200, refusal: nil, performed: true, faulted: false,
          unmatched: [], reply: [])
      }
    }

    #expect(journal.count == 5)
    #expect(journal.entries.map(\.number) == [4, 5])
  }
}
