import Testing

@testable import FakeDNSmanager

@Suite(.timeLimit(.minutes(10)))
struct HTTPListenTests {
  static let refused: [(ListenAddress, ListenError.Reason)] = [
    (ListenAddress(host: "0.0.0.0"), .notLoopback), (ListenAddress(host: "::"), .notLoopback),
    (ListenAddress(host: "192.0.2.1"), .notLoopback),
    (ListenAddress(host: "panel.example.com"), .notAnAddress),
    (ListenAddress(port: 65_536), .badPort), (ListenAddress(port: -1), .badPort),
    (ListenAddress(host: "192.0.2.1", allowsRemote: true), .addressNotAvailable),
  ]

  @Test(arguments: refused)
  func `an address that cannot be had is refused with the reason`(
    address: ListenAddress, reason: ListenError.Reason
  ) async throws {
    let world = try World.forTests()

    await #expect(throws: ListenError(host: address.host, port: address.port, reason: reason)) {
      try await FakeDNSmanager.start(world: world, http: .init(address: address))
    }
  }

  @Test func `a port that is taken is refused, and no other stays open`() async throws {
    let world = try World.forTests()
    let first = try await FakeDNSmanager.start(world: world)
    let taken = try #require(first.httpPort)

    let error = await #expect(throws: ListenError.self) {
      try await FakeDNSmanager.start(
        world: world, http: .init(address: ListenAddress(port: taken)), https: try .issued())
    }

    #expect(error?.reason == .addressInUse)
    #expect("\(try #require(error))".contains("127.0.0.1:\(taken)"))
    await first.stop()
  }

  @Test func `a port is free again after stopping, twice if need be`() async throws {
    let world = try World.forTests()
    let first = try await FakeDNSmanager.start(world: world)
    await first.stop()
    await first.stop()

    let port = try #require(first.httpPort)
    let second = try await FakeDNSmanager.start(
      world: world, http: .init(address: ListenAddress(port: port)))
    #expect(second.httpPort == port)
    await second.stop()
  }

  @Test func `a panel that runs in a cancelled task stops`() async throws {
    let panel = try await FakeDNSmanager.start(world: try .forTests())
    let running = Task { await panel.run() }
    running.cancel()
    await running.value

    await #expect(throws: (any Error).self) {
      try await RawClient.connected(to: panel.httpPort) { _ in }
    }
  }

  @Test func `a start that is cancelled leaves no port open`() async throws {
    let world = try World.forTests()
    let first = try await FakeDNSmanager.start(world: world)
    await first.stop()
    let http = FakeDNSmanager.HTTP(address: ListenAddress(port: try #require(first.httpPort)))

    let start = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await FakeDNSmanager.start(world: world, http: http)
    }
    await #expect(throws: ListenError.self) { try await start.value }

    let second = try await FakeDNSmanager.start(world: world, http: http)
    await second.stop()
  }

  @Test func `a control port whose start is cancelled is not open`() async throws {
    let directory = try WorldDirectory(.forTests())
    let first = try await ControlServer.start(directory)
    await first.stop()
    let address = ListenAddress(port: first.port)

    let start = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await ControlServer.start(directory, at: address)
    }
    await #expect(throws: ListenError.self) { try await start.value }

    let second = try await ControlServer.start(directory, at: address)
    await second.stop()
  }
}
