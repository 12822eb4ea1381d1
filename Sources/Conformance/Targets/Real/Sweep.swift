internal import Provisioner
internal import XMLReading

/// Removes what a run left behind on a real panel: everything whose name begins with a prefix.
public struct Sweep: Sendable {
  private let panel: RealPanel

  /// Prepares to sweep a panel; asks nobody.
  ///
  /// - Throws: What is wrong with the URL.
  public init(_ access: RealPanelAccess) throws {
    try self.init(RealPanel(access, wire: .http()))
  }

  init(_ panel: RealPanel) throws { self.panel = panel }

  /// Deletes users, and then the resellers whom they belonged to.
  ///
  /// - Parameters:
  ///   - prefix: What the names begin with; `nil` is that of the access.
  ///   - isDry: Only looks.
  /// - Returns: `user NAME` and `reseller NAME` of each that was deleted or would be.
  /// - Throws: ``TargetError``.
  public func run(prefix: String? = nil, isDry: Bool = false) async throws -> [String] {
    let prefix = prefix ?? "\(panel.access.prefix)-"
    var swept: [String] = []
    for kind in ["user", "reseller"] {
      let names = try await panel.administer(kind).strings(at: "/doc/elem/name")
      for name in names where name.hasPrefix(prefix) {
        if !isDry {
          _ = try await panel.administer("\(kind).delete", [("elid", name), ("sok", "ok")])
        }
        swept.append("\(kind) \(name)")
      }
    }
    return swept
  }
}
