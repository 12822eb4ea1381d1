internal import LocalAPI

/// A fault in JSON: what, on which calls, and what the effect needs to know.
struct FaultBody: FaultDescription {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case effect, milliseconds, bytes, status, type, object, value, account, phase, every
    case function = "func"
    case firstCall = "first_call"
    case lastCall = "last_call"
  }

  var effect: FaultKind
  /// Of `delay`.
  var milliseconds: Int?
  /// Of `cut`.
  var bytes: Int?
  /// Of `status`: an HTTP status.
  var status: Int?
  /// Of `refusal`: the product's error.
  var type: String?
  var object: String?
  var value: String?
  var function: String?
  var account: String?
  /// Which of the matching calls, counted from 1; without them each.
  var firstCall: Int?
  var lastCall: Int?
  /// Only each nth of them.
  var every: Int?
  /// `before` or `after` the call is performed; `before` when absent.
  var phase: String?

  init(_ fault: Fault) {
    effect = .delay
    function = fault.match.function
    account = fault.match.account
    firstCall = fault.match.calls?.lowerBound
    lastCall = fault.match.calls?.upperBound
    every = fault.match.every
    phase = fault.phase.rawValue
    describe(fault.effect)
  }

  private mutating func describe(_ effect: Fault.Effect) {
    switch effect {
    case .delay(let duration):
      self.effect = .delay
      milliseconds = Int(duration / .milliseconds(1))
    case .neverAnswer: self.effect = .never
    case .reset: self.effect = .reset
    case .close: self.effect = .close
    case .wrongCharset: self.effect = .charset
    case .sessionLost: self.effect = .session
    case .foreignCertificate: self.effect = .certificate
    case .cutBody(let count):
      self.effect = .cut
      bytes = count
    case .status(let status):
      self.effect = .status
      self.status = status
    case .htmlPage: self.effect = .html
    case .empty: self.effect = .empty
    case .brokenXML: self.effect = .brokenXML
    case .refusal(let error):
      self.effect = .refusal
      (type, object, value) = (error.kind.rawValue, error.object, error.value)
    }
  }

  /// The fault that is meant; throws ``ControlError`` naming the field that is missing or wrong.
  var fault: Fault {
    get throws(ControlError) {
      guard let phase = Fault.Phase(rawValue: phase ?? "before") else {
        throw ControlError(field: "phase", value: phase, "must be before or after")
      }
      let match = Fault.Match(
        function: function, account: account,
        calls: try FaultField.range(first: firstCall, last: lastCall, of: "call"),
        every: try FaultField.number(every, "every", in: Self.steps))
      guard effect != .certificate || (function == nil && account == nil) else {
        throw ControlError(
          status: 422, field: function == nil ? "account" : "func",
          "cannot stand beside a certificate: a connection begins before any call")
      }
      return Fault(try makeEffect(), on: match, phase: phase)
    }
  }

  private func makeEffect() throws(ControlError) -> Fault.Effect {
    let milliseconds = try FaultField.number(
      milliseconds, "milliseconds", in: FaultField.delays)
    let bytes = try FaultField.number(bytes, "bytes", in: Self.byteCounts)
    let status = try FaultField.number(status, "status", in: Self.statuses)
    let kind = try kind
    return switch effect {
    case .delay: .delay(.milliseconds(try FaultField.needed(milliseconds, "milliseconds")))
    case .never: .neverAnswer
    case .reset: .reset
    case .close: .close
    case .charset: .wrongCharset
    case .session: .sessionLost
    case .certificate: .foreignCertificate
    case .cut: .cutBody(afterBytes: try FaultField.needed(bytes, "bytes"))
    case .status: .status(try FaultField.needed(status, "status"))
    case .html: .htmlPage
    case .empty: .empty
    case .brokenXML: .brokenXML
    case .refusal:
      .refusal(
        PanelError(
          try FaultField.needed(kind, "type"), object: try FaultField.needed(object, "object"),
          value: value))
    }
  }

  private var kind: PanelError.Kind? {
    get throws(ControlError) {
      guard let type else { return nil }
      guard let kind = PanelError.Kind(rawValue: type) else {
        let kinds = PanelError.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ControlError(field: "type", value: type, "must be one of \(kinds)")
      }
      return kind
    }
  }

  /// How far apart hit calls may be.
  static let steps: ClosedRange<Int64> = 1...1_000_000
  /// After how many bytes a body may end.
  static let byteCounts: ClosedRange<Int64> = 0...Int64(FormLimits().byteCount)
  /// The statuses that a client takes for an answer (RFC 9110, section 15).
  static let statuses: ClosedRange<Int64> = 200...599
}

extension FaultBody {
  static let schema = ControlSchema.faultRequest
  static let lineSchema = ControlSchema.fault
  static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  static func plan(of world: World) -> any ArmedFaults { world.faults }

  static func armed(in world: World) -> [FaultLine<Self>] {
    world.faults.armed.map {
      FaultLine(id: $0.id, matched: $0.matched, fired: $0.fired, fault: Self($0.fault))
    }
  }

  func arm(in world: World) throws -> Int { world.faults.add(try fault) }
}
