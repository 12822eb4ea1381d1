public import FakeDNSmanager
private import Synchronization

/// A partner's provisioner, judged: we play DNSmanager, the mail server and the clock.
///
/// Each order goes to it as one JSON document (docs/partner-contract.md). A lock guards the number of
/// the next case.
public final class PartnerTarget: Target {
  private let door: PartnerDoor
  private let served: ServedTarget
  private let mails: MailServer
  private let limit: Duration
  private let count = Mutex(0)

  /// What the report calls it.
  public var name: String { door.name }

  /// Starts panels and a mail server on free ports of loopback; ``stop()`` ends them.
  ///
  /// - Parameters:
  ///   - door: How orders reach the provisioner.
  ///   - limit: How long it may take for one order.
  ///   - worldFile: Returns the world file of a name that a scenario gives.
  /// - Throws: When there is no port.
  public init(
    _ door: PartnerDoor, within limit: Duration = .seconds(30),
    worldFile: @escaping @Sendable (String) throws -> WorldFile
  ) async throws {
    self.door = door
    self.limit = limit
    served = try await ServedTarget(.http, worldFile: worldFile)
    mails = try await MailServer.start()
  }

  /// Closes the ports.
  public func stop() async {
    await served.stop()
    await mails.stop()
  }

  public func open(_ start: CaseStart) async throws -> any TargetSession {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let panels = try served.openPanels(start, facingOthers: true)
    let session = PartnerSession(
      panels: panels, mails: mails, host: "c\(number).customers.invalid"
    ) { [door, limit] order in try await door.send(order, within: limit) }
    try session.prepare(start.billing)
    return session
  }
}
