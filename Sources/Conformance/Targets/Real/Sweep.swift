internal import Provisioner
internal import XMLReading

/// Removes what a run left behind on a real panel: everything whose name begins with a prefix.
public struct Sweep: Sendable {
  /// How many rows are asked for at a time: what a panel gives unasked (reference, section 2.3).
  static let pageSize = 1_000

  private let panel: RealPanel
  private let isCharged: Bool

  /// Prepares to sweep a panel; asks nobody.
  ///
  /// - Throws: What is wrong with the URL.
  public init(_ access: RealPanelAccess) throws {
    self.init(try RealPanel(access, wire: .http()))
  }

  /// Prepares to sweep a panel, with its budget or, at the end of a case, without.
  init(_ panel: RealPanel, isCharged: Bool = true) {
    (self.panel, self.isCharged) = (panel, isCharged)
  }

  /// Deletes users, and then the resellers whom they belonged to.
  ///
  /// What one cannot be deleted for keeps none of the others.
  ///
  /// - Parameters:
  ///   - prefix: What the names begin with; `nil` is that of the access.
  ///   - isDry: Only looks.
  /// - Returns: `user NAME` and `reseller NAME` of each that was deleted or would be.
  /// - Throws: ``TargetError``, the first of them.
  public func run(prefix: String? = nil, isDry: Bool = false) async throws -> [String] {
    let prefix = prefix ?? "\(panel.access.prefix)-"
    var swept: [String] = []
    var failure: (any Error)?
    for kind in ["user", "reseller"] {
      for name in try await names(of: kind) where name.hasPrefix(prefix) {
        do {
          if !isDry {
            _ = try await panel.administer(
              "\(kind).delete", [("elid", name), ("sok", "ok")], isCharged: isCharged)
          }
          swept.append("\(kind) \(name)")
        } catch {
          failure = failure ?? error
        }
      }
    }
    if let failure { throw failure }
    return swept
  }

  /// Every name of a list, page by page.
  private func names(of kind: String) async throws -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    for page in 1... {
      let answer = try await panel.administer(
        kind, [("p_cnt", "\(Self.pageSize)"), ("p_num", "\(page)")], isCharged: isCharged)
      let rows = try answer.strings(at: "/doc/elem/name")
      let new = rows.filter { known.insert($0).inserted }
      names += new
      // A panel may give fewer rows than were asked for, and says so; one that knows no pages
      // begins anew.
      let size = (try answer.string(at: "/doc/p_cnt")).flatMap { Int($0) } ?? Self.pageSize
      if new.isEmpty || rows.count < min(size, Self.pageSize) { break }
    }
    return names
  }
}
