internal import FakeDNSmanager
private import Synchronization

/// One simulated panel of a case.
struct FakePanel: Sendable {
  let name: String
  let file: WorldFile
  let world: World
  /// The beginning of its addresses, without a slash at the end.
  let base: String

  /// Where customers and the billing side find it.
  var url: String { "\(base)/dnsmgr" }

  /// The scheme, host and port of ``base``, as answers name them.
  var origin: String {
    base.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
      .joined(separator: "/")
  }

  /// The part of an address behind ``base``; `nil` for another panel's.
  func path(of address: String) -> String? {
    address.hasPrefix("\(base)/") ? String(address.dropFirst(base.count)) : nil
  }
}

/// The panels of a case and the faults that were put on them.
///
/// A lock guards the list of faults; the worlds guard themselves.
final class FakePanels: Sendable {
  let all: [FakePanel]
  /// Whether clients that are not ours use them, which nobody can keep from connecting.
  let isFacingOthers: Bool
  /// The way that DNS messages take between the panels.
  let network: LocalNetwork
  private let faults = Mutex<[Put]>([])

  /// A fault that was put, and how to see whether it fired.
  private struct Put: Sendable {
    let fault: PanelFault
    let panel: String
    /// The number in the world's plan; `nil` for one that the world never sees.
    let number: Int?
    var matched = 0
    var fired = 0
  }

  init(_ panels: [FakePanel], facingOthers: Bool = false) {
    all = panels
    isFacingOthers = facingOthers
    network = LocalNetwork(panels.map(\.world))
    for panel in panels { panel.world.journal.keepSecrets() }
  }

  /// Returns a panel; the first for an empty name.
  func panel(_ name: String) throws(TargetError) -> FakePanel {
    guard let panel = name.isEmpty ? all.first : all.first(where: { $0.name == name }) else {
      throw .unknownName(kind: "panel", name: name, known: all.map(\.name))
    }
    return panel
  }

  /// Answers one request inside the process.
  func answer(_ form: [Parameter], from panel: FakePanel, path: String) -> PanelAnswer {
    panel.world.answer(
      PanelRequest(
        method: "POST", path: path, body: Self.encoded(form),
        headers: [
          "host": panel.base.replacing("https://", with: ""),
          "content-type": "application/x-www-form-urlencoded",
        ]))
  }

  /// Puts a fault on a panel until ``removeFaults()``.
  func put(_ fault: PanelFault, on name: String) throws {
    let panel = try panel(name)
    let number: Int? =
      if case .nameServer(let wish) = fault.action {
        try panel.put(wish, calls: fault.calls)
      } else {
        try fault.simulated(isFacingOthers).map { panel.world.faults.add($0) }
      }
    faults.withLock { $0.append(Put(fault: fault, panel: panel.name, number: number)) }
  }

  /// How many faults were put and not yet removed.
  var faultCount: Int { faults.withLock { $0.count } }

  /// Removes all faults but the first `count`, and returns those that still waited for calls.
  func removeFaults(after count: Int = 0) -> [LeftoverFault] {
    let put = faults.withLock { faults in
      let last = Array(faults.dropFirst(count))
      faults = Array(faults.prefix(count))
      return last
    }
    return put.compactMap { put in
      guard let number = put.number, let panel = try? panel(put.panel) else {
        let isOver = put.fired >= put.fault.times ?? 1
        return isOver ? nil : LeftoverFault(put.fault, matched: put.matched, fired: put.fired)
      }
      if case .nameServer = put.fault.action {
        let isUsed = panel.world.dnsFaults.remove(number) != 0
        return isUsed ? nil : LeftoverFault(put.fault, matched: 0, fired: 0)
      }
      let plan = panel.world.faults
      defer { plan.remove(number) }
      let standing = plan.armed.first { $0.id == number }
      return standing.flatMap {
        $0.isLeftOver ? LeftoverFault(put.fault, matched: $0.matched, fired: $0.fired) : nil
      }
    }
  }

  /// What the panels have answered, with each panel's own address as `{{panel}}`.
  var replies: [RecordedReply] {
    all.flatMap { panel in
      panel.world.journal.entries.map { entry in
        RecordedReply(
          panel: panel.name, function: entry.function, status: entry.status,
          body: String(decoding: entry.reply, as: UTF8.self)
            .replacing(panel.origin, with: "{{\(panel.name)}}"))
      }
    }
  }

  /// Says whether a fault lets no connection to a panel come about, and counts the attempt.
  func refusesConnection(to name: String, _ form: [Parameter]) -> Bool {
    let function = form.first { $0.name == "func" }?.value
    let login = form.first { $0.name == "authinfo" }?.value.prefix { $0 != ":" }
    return faults.withLock { faults in
      for index in faults.indices where faults[index].number == nil {
        let put = faults[index]
        guard put.panel == name, put.fault.function.map({ $0 == function }) ?? true,
          put.fault.account.map({ login == $0[...] }) ?? true
        else { continue }
        faults[index].matched += 1
        let number = faults[index].matched
        guard put.fault.calls.contains(number), number.isMultiple(of: put.fault.every ?? 1) else {
          continue
        }
        faults[index].fired += 1
        return true
      }
      return false
    }
  }

  private static func encoded(_ form: [Parameter]) -> [UInt8] {
    let pairs = form.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
    return Array(pairs.joined(separator: "&").utf8)
  }

  private static func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
  }
}
