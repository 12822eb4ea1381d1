public import FakeDNSmanager
internal import Provisioner
private import Synchronization

/// A real DNSmanager, judged with our provisioner as its client.
///
/// Each case makes resellers and users of its own there, under names that begin with the prefix, and
/// removes them when it ends; ``Sweep`` removes what a killed run leaves. A lock guards the number of
/// the next case.
public final class RealTarget: Target {
  private let panel: RealPanel
  private let shelf: WorldShelf
  private let run: String
  private let count = Mutex(0)

  /// What the report calls it.
  public var name: String { "url:\(panel.access.url)" }

  /// Describes the target; asks nobody.
  ///
  /// - Throws: What is wrong with the URL.
  public init(
    _ access: RealPanelAccess, worldFile: @escaping @Sendable (String) throws -> WorldFile
  ) throws {
    panel = try RealPanel(access, wire: .http())
    shelf = WorldShelf(worldFile)
    // Four digits each time: whether a login has room for the mark is no matter of chance.
    run = String(UInt16.random(in: 0x1000...0xFFFF), radix: 16)
  }

  public func open(_ start: CaseStart) async throws -> any TargetSession {
    guard start.panels.count == 1, let first = start.panels.first else {
      throw TargetError.unsupported("second panel")
    }
    let built = try shelf.world(for: first)
    guard built.file.fitsRealPanels else {
      throw TargetError.unsupported(
        "way to make a world like '\(first.world)': on a real panel only resellers and their users are "
          + "made, without limits, domains and settings")
    }
    let number = count.withLock { count in
      count += 1
      return count
    }
    // With a hyphen between: run `a1` and case 23 are not run `a12` and case 3.
    let mark = "\(panel.access.prefix)-\(run)-\(number)-"
    let visit = RealVisit(panel, mark: mark, administrators: built.file.administrators)
    do {
      try await visit.build(built.file)
      let base = String(panel.url.text.dropLast("/dnsmgr".count))
      let place = FakePanel(
        name: first.name, file: built.file, world: try built.world.fork(), base: base)
      let inner = try FakeSession(
        panels: FakePanels([place]), wire: visit.transport, passwords: start.billing.passwords)
      try await inner.prepare(start.billing)
      return RealSession(inner, visit)
    } catch {
      // What was half made is ours to remove; why it failed matters more than whether that works.
      _ = try? await visit.clean()
      throw error
    }
  }
}

extension WorldFile {
  /// Whether ``RealVisit`` makes all that the file says.
  fileprivate var fitsRealPanels: Bool {
    settings == WorldSettings() && administrators.count <= 1 && users.isEmpty
      && delegations.isEmpty && resellers.allSatisfy(\.fitsRealPanels)
  }
}

extension WorldFile.Reseller {
  fileprivate var fitsRealPanels: Bool {
    domains.isEmpty && domainLimit == nil && userLimit == nil
      && users.allSatisfy { user in
        user.domains.isEmpty && user.domainLimit == nil && !user.isSuspended
      }
  }
}
