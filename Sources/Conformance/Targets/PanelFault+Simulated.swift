internal import FakeDNSmanager

extension PanelFault {
  /// The fault in the panel's own terms; `nil` for no connection, which no panel sees.
  ///
  /// A client that is not ours gets its connection closed before anything is read into the world.
  func simulated(_ isFacingOthers: Bool) throws(TargetError) -> Fault? {
    guard let effect = try effect(isFacingOthers) else { return nil }
    let match = Fault.Match(function: function, account: account, calls: calls, every: every)
    let standard = action == .answerLost ? Phase.after : .before
    let after = (phase ?? standard) == .after
    return Fault(effect, on: match, phase: after ? .after : .before)
  }

  private func effect(_ isFacingOthers: Bool) throws(TargetError) -> Fault.Effect? {
    switch action {
    case .unreachable: return isFacingOthers ? .reset : nil
    case .nameServer: return nil
    case .refusePassword: return .refusal(PanelError(.auth, object: "badpassword"))
    case .answerLost, .reset: return .reset
    case .status(let status): return .status(status)
    case .page: return .htmlPage
    case .late(let milliseconds): return .delay(.milliseconds(milliseconds))
    case .silent: return .neverAnswer
    case .closed: return .close
    case .cut(let bytes): return .cutBody(afterBytes: bytes)
    case .empty: return .empty
    case .brokenXML: return .brokenXML
    case .wrongCharset: return .wrongCharset
    case .sessionLost: return .sessionLost
    case .error(let type, let object):
      guard let kind = PanelError.Kind(rawValue: type) else {
        throw .unknownName(
          kind: "error type", name: type, known: PanelError.Kind.allCases.map(\.rawValue))
      }
      return .refusal(PanelError(kind, object: object))
    }
  }
}
