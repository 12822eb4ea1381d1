internal import Logging
public import ServiceLifecycle
internal import Synchronization

/// A name server that answers for a world on every address of every namespace, until it is stopped.
///
/// Of a directory it answers for the default world, whichever that is when a question comes.
///
/// All addresses have one port. A namespace that is made later is answered for as soon as its addresses
/// are open, shortly after the call that made it; one that is gone is closed. A lock guards the list of
/// what is open.
public final class NameServer: Service {
  /// The port of every address, UDP and TCP.
  public let port: Int
  private let world: WorldNow
  private let listeners: Mutex<[String: DNSListener]>
  private let following = Mutex<Task<Void, Never>?>(nil)

  /// The world that has its turn; `nil` answers nothing.
  private typealias WorldNow = @Sendable () -> World?

  /// How many ports are tried where one must be free on several addresses.
  private static let maximumAttemptCount = 20

  private init(world: @escaping WorldNow, port: Int, listeners: [String: DNSListener]) {
    self.world = world
    self.port = port
    self.listeners = Mutex(listeners)
  }

  /// The addresses that can be asked now.
  public var addresses: [String] { listeners.withLock { $0.keys.sorted() } }

  /// Serves a world's zones and returns when clients can ask on all addresses that there are.
  ///
  /// ```swift
  /// let server = try await NameServer.start(world: world)
  /// // dig @127.53.0.1 -p PORT example.net NS
  /// ```
  ///
  /// - Parameters:
  ///   - world: The world; its namespaces' addresses must be loopback.
  ///   - port: 0 takes one that is free on all addresses.
  /// - Returns: The server, which is to be stopped.
  /// - Throws: ``ListenError`` when an address cannot be had; nothing stays open then.
  public static func start(world: World, port: Int = 0) async throws -> NameServer {
    let (worlds, continuation) = AsyncStream.makeStream(of: World.self)
    continuation.yield(world)
    let server = try await start({ world }, port: port)
    server.follow(worlds)
    return server
  }

  /// Serves the zones of a directory's default world, also of one that takes its place at a reset or
  /// for a snapshot.
  ///
  /// Parameters and errors are those of the call above.
  public static func start(worlds: WorldDirectory, port: Int = 0) async throws -> NameServer {
    let server = try await start({ worlds[worlds.defaultName] }, port: port)
    server.follow(worlds.worlds(named: worlds.defaultName))
    return server
  }

  private static func start(_ world: @escaping WorldNow, port: Int) async throws -> NameServer {
    let addresses = try world()?.allNameServerAddresses().sorted() ?? []
    for _ in 1..<maximumAttemptCount where port == 0 {
      do {
        return try await start(world, addresses, port: port)
      } catch let error as ListenError where error.reason == .addressInUse {
        continue
      }
    }
    return try await start(world, addresses, port: port)
  }

  private static func start(
    _ world: @escaping WorldNow, _ addresses: [String], port: Int
  ) async throws -> NameServer {
    var port = port
    if port == 0, addresses.isEmpty {
      // Nobody answers yet, but the port must be known: the first namespace to come will have it.
      let probe = try await DNSListener.open(.loopback) { _, _, _ in .nothing }
      port = probe.port
      await probe.close()
    }
    var listeners: [String: DNSListener] = [:]
    do {
      for address in addresses {
        let listener = try await open(address, port: port, world)
        listeners[address] = listener
        port = listener.port
      }
    } catch {
      for listener in listeners.values { await listener.close() }
      throw error
    }
    return NameServer(world: world, port: port, listeners: listeners)
  }

  private static func open(
    _ address: String, port: Int, _ world: @escaping WorldNow
  ) async throws(ListenError) -> DNSListener {
    try await DNSListener.open(ListenAddress(host: address, port: port)) {
      packet, transport, client in
      world()?.answerDNS(packet, at: address, over: transport, client: client) ?? .nothing
    }
  }

  /// Looks after each world until the next one comes.
  ///
  /// One ends before the other begins, so that no two of them open and close addresses at once.
  private func follow(_ worlds: AsyncStream<World>) {
    let adapt: @Sendable (World) async -> Void = { [weak self] in await self?.adapt(to: $0) }
    let task = Task {
      var former: Task<Void, Never>?
      for await world in worlds {
        former?.cancel()
        await former?.value
        former = Task { await Self.lookAfter(world, adapting: adapt) }
      }
      former?.cancel()
      await former?.value
    }
    following.withLock { $0 = task }
  }

  /// Has addresses opened and closed as namespaces come and go, keeps slave domains, and tells
  /// secondaries; a server of others that hangs holds up no address.
  private static func lookAfter(
    _ world: World, adapting adapt: @escaping @Sendable (World) async -> Void
  ) async {
    let wakeUps = world.store.changes.wakeUps()
    await withTaskGroup { group in
      group.addTask { for await _ in wakeUps { await adapt(world) } }
      group.addTask { await world.keepSlaveDomains() }
      group.addTask { await world.keepSecondariesInformed() }
    }
  }

  private func adapt(to world: World) async {
    let wanted: Set<String>
    do {
      wanted = try world.allNameServerAddresses()
    } catch {
      world.logger.error("The addresses cannot be read", metadata: ["cause": "\(error)"])
      return
    }
    let open = Set(addresses)
    for address in open.subtracting(wanted) {
      await listeners.withLock { $0[address] }?.close()
      listeners.withLock { _ = $0.removeValue(forKey: address) }
    }
    for address in wanted.subtracting(open).sorted() {
      do {
        let listener = try await Self.open(address, port: port, self.world)
        listeners.withLock { $0[address] = listener }
      } catch {
        world.logger.error("A namespace has no name server", metadata: ["cause": "\(error)"])
      }
    }
  }

  /// Closes every address.
  ///
  /// Returns when they are gone. A second call does nothing.
  public func stop() async {
    let task = following.withLock { task in
      defer { task = nil }
      return task
    }
    task?.cancel()
    await task?.value
    let open = listeners.withLock { listeners in
      defer { listeners = [:] }
      return listeners
    }
    for listener in open.values { await listener.close() }
  }

  /// Waits until the surrounding service group shuts down or the task is cancelled, then stops.
  public func run() async {
    // Being cancelled is one of the two ways to end, not a failure.
    try? await gracefulShutdown()
    await stop()
  }
}
