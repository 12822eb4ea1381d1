extension ControlRoute {
  /// What goes wrong on purpose.
  static let faults: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/faults", summary: "The armed faults of a world",
      gives: .list(.fault),
      perform: { call in try .json(try call.world.faults.armed.map(FaultLine.init)) }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/faults", summary: "Arm a fault",
      takes: .json(.faultRequest), status: 201, gives: .json(.fault),
      perform: { call in
        let wish = try ControlJSON.decode(
          FaultBody.self, from: call.body, keys: FaultBody.CodingKeys.allCases.map(\.rawValue))
        let fault = try wish.fault
        let id = try call.world.faults.add(fault)
        return try .json(FaultLine(id: id, matched: 0, fired: 0, fault: wish), status: 201)
      }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/faults/random",
      summary: "Let calls go wrong by chance; the seed in the answer replays it",
      takes: .json(.randomFaultsRequest), status: 201, gives: .json(.randomFaults),
      perform: { call in
        let wish = try ControlJSON.decode(
          RandomFaultsBody.self, from: call.body, keys: ["rate", "seed"])
        let faults = try wish.faults
        try call.world.faults.random = faults
        return try .json(RandomFaultsBody(rate: faults.rate, seed: Int(faults.seed)), status: 201)
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/faults", summary: "Take all faults back", status: 204,
      perform: { call in
        try call.world.faults.removeAll()
        return .done
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/faults/{id}", summary: "Take a fault back",
      status: 204,
      perform: { call in
        let text = call.path["id"] ?? ""
        guard let id = Int(text), try call.world.faults.remove(id) != nil else {
          throw ControlError(status: 404, field: "id", value: text, "is no armed fault")
        }
        return .done
      }),
  ]
}

/// An armed fault.
struct FaultLine: Codable, Equatable {
  let id: Int
  /// How many calls it was looked at for.
  let matched: Int
  /// How many calls it has hit.
  let fired: Int
  let fault: FaultBody

  init(id: Int, matched: Int, fired: Int, fault: FaultBody) {
    self.id = id
    self.matched = matched
    self.fired = fired
    self.fault = fault
  }

  init(_ armed: FaultPlan.Standing) {
    self.init(
      id: armed.id, matched: armed.matched, fired: armed.fired, fault: FaultBody(armed.fault))
  }
}

/// A fault in JSON: what, on which calls, and what the effect needs to know.
struct FaultBody: Codable, Equatable {
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
        function: function, account: account, calls: try calls,
        every: try every.map { (n) throws(ControlError) in try number(n, "every", in: 1...1_000_000)
        })
      guard effect != .certificate || (function == nil && account == nil) else {
        throw ControlError(
          field: function == nil ? "account" : "func",
          "cannot stand beside a certificate: a connection begins before any call")
      }
      return Fault(try makeEffect(), on: match, phase: phase)
    }
  }

  private var calls: ClosedRange<Int>? {
    get throws(ControlError) {
      guard firstCall != nil || lastCall != nil else { return nil }
      let first = firstCall ?? 1
      let last = lastCall ?? Int.max
      guard first >= 1 else {
        throw ControlError(field: "first_call", value: "\(first)", "must be 1 or more")
      }
      guard last >= first else {
        throw ControlError(field: "last_call", value: "\(last)", "must be first_call or more")
      }
      return first...last
    }
  }

  private func makeEffect() throws(ControlError) -> Fault.Effect {
    switch effect {
    case .delay: .delay(.milliseconds(try number(milliseconds, "milliseconds", in: 0...3_600_000)))
    case .never: .neverAnswer
    case .reset: .reset
    case .close: .close
    case .charset: .wrongCharset
    case .session: .sessionLost
    case .certificate: .foreignCertificate
    case .cut: .cutBody(afterBytes: try number(bytes, "bytes", in: 0...FormLimits().byteCount))
    case .status: .status(try number(status, "status", in: 200...599))
    case .html: .htmlPage
    case .empty: .empty
    case .brokenXML: .brokenXML
    case .refusal: .refusal(try refusal())
    }
  }

  private func refusal() throws(ControlError) -> PanelError {
    guard let kind = PanelError.Kind(rawValue: type ?? "") else {
      let kinds = PanelError.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ControlError(field: "type", value: type, "must be one of \(kinds)")
    }
    guard let object else { throw ControlError(field: "object", "is missing") }
    return PanelError(kind, object: object, value: value)
  }

  private func number(
    _ value: Int?, _ field: String, in range: ClosedRange<Int>
  ) throws(ControlError) -> Int {
    guard let value, range.contains(value) else {
      throw ControlError(
        field: field, value: value.map(String.init),
        "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}
