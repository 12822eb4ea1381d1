internal import ArgumentParser
internal import Conformance
internal import Foundation
private import Synchronization

/// What is shown on standard error while cases run.
final class Progress: Sendable {
  /// How it looks.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    /// One line that is written over.
    case terminal
    /// A line for each tenth of the cases, and one for each that did not pass.
    case lines
    case none
  }

  private struct State {
    var done = 0
    var bad = 0
    var tenths = 0
  }

  private let kind: Kind
  private let total: Int
  // Cases end in many tasks; a lock guards the figures.
  private let state = Mutex(State())

  /// Creates the display of a run; without a kind it fits what standard error is.
  init(_ kind: Kind?, total: Int) {
    let environment = ProcessInfo.processInfo.environment
    let isPerson = isatty(FileHandle.standardError.fileDescriptor) == 1
    self.kind =
      kind
      ?? (isPerson && environment["CI"] == nil
        ? .terminal : environment["CI"] == nil ? .none : .lines)
    self.total = total
  }

  /// Shows that a case has ended.
  func note(_ result: CaseResult) {
    guard kind != .none else { return }
    let (now, isTenth) = state.withLock { state in
      state.done += 1
      state.bad += result.verdict.isBad ? 1 : 0
      let tenths = state.done * 10 / max(1, total)
      defer { state.tenths = tenths }
      return (state, tenths > state.tenths)
    }
    let figures = "\(now.done)/\(total) cases, \(now.bad) bad"
    switch kind {
    case .none: break
    case .terminal: show("\r\(figures)\u{1B}[K")
    case .lines:
      if result.verdict.isBad { show("\(result.verdict.rawValue)  \(result.title)\n") }
      if isTenth { show("\(figures)\n") }
    }
  }

  /// Takes the line away again.
  func end() {
    if kind == .terminal { show("\r\u{1B}[K") }
  }

  private func show(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
