extension ControlRoute {
  /// What goes wrong on purpose when a world's name servers are asked.
  static let dnsFaults: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/dns-faults",
      summary: "The armed faults of a world's name servers",
      gives: .list(.dnsFault),
      perform: { call in try .json(try call.world.dnsFaults.armed.map(DNSFaultLine.init)) }),
    ControlRoute(
      method: .post, path: "/worlds/{world}/dns-faults", summary: "Arm a fault of the name servers",
      takes: .json(.dnsFaultRequest), status: 201, gives: .json(.dnsFault),
      perform: { call in
        let wish = try ControlJSON.decode(
          DNSFaultBody.self, from: call.body,
          keys: DNSFaultBody.CodingKeys.allCases.map(\.rawValue))
        let id = try call.world.add(try wish.fault)
        return try .json(DNSFaultLine(id: id, fired: 0, fault: wish), status: 201)
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/dns-faults",
      summary: "Take all faults of the name servers back", status: 204,
      perform: { call in
        try call.world.dnsFaults.removeAll()
        return .done
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/dns-faults/{id}",
      summary: "Take a fault of the name servers back", status: 204,
      perform: { call in
        let text = call.path["id"] ?? ""
        guard let id = Int(text), try call.world.dnsFaults.remove(id) != nil else {
          throw ControlError(status: 404, field: "id", value: text, "is no armed fault")
        }
        return .done
      }),
  ]
}

/// An armed fault of the name servers.
struct DNSFaultLine: Codable, Equatable {
  let id: Int
  /// How many messages it has hit.
  let fired: Int
  let fault: DNSFaultBody

  init(id: Int, fired: Int, fault: DNSFaultBody) {
    self.id = id
    self.fired = fired
    self.fault = fault
  }

  init(_ armed: DNSFaultPlan.Standing) {
    self.init(id: armed.id, fired: armed.fired, fault: DNSFaultBody(armed.fault))
  }
}

/// A fault of the name servers in JSON: what, and on which messages.
struct DNSFaultBody: Codable, Equatable {
  enum Effect: String, Codable, CaseIterable {
    case drop, delay, servfail, lame, truncate, stale
    case wrongID = "wrong_id"
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case effect, milliseconds, name, type, address, client, transport
    case firstMessage = "first_message"
    case lastMessage = "last_message"
  }

  var effect: Effect
  /// Of `delay`.
  var milliseconds: Int?
  var name: String?
  var type: String?
  var address: String?
  var client: String?
  var transport: String?
  /// Which of the matching messages, counted from 1; without them each.
  var firstMessage: Int?
  var lastMessage: Int?

  init(_ fault: DNSFault) {
    (effect, milliseconds) = Self.described(fault.effect)
    name = fault.match.name
    type = fault.match.type
    address = fault.match.address
    client = fault.match.client
    transport = fault.match.transport?.rawValue
    firstMessage = fault.match.messages?.lowerBound
    lastMessage = fault.match.messages?.upperBound
  }

  private static func described(_ effect: DNSFault.Effect) -> (Effect, milliseconds: Int?) {
    switch effect {
    case .drop: (.drop, nil)
    case .delay(let duration): (.delay, Int(duration / .milliseconds(1)))
    case .serverFailure: (.servfail, nil)
    case .lame: (.lame, nil)
    case .truncate: (.truncate, nil)
    case .wrongID: (.wrongID, nil)
    case .stale: (.stale, nil)
    }
  }

  /// The fault that is meant; throws ``ControlError`` naming the field that is missing or wrong.
  var fault: DNSFault {
    get throws(ControlError) {
      var match = DNSFault.Match(
        name: name, type: type, address: address, client: client, messages: try messages)
      if let transport {
        guard let known = DNSTransport(rawValue: transport) else {
          throw ControlError(field: "transport", value: transport, "must be udp or tcp")
        }
        match.transport = known
      }
      let fault = DNSFault(try simulated, on: match)
      do {
        // What cannot be matched is refused before anything is armed.
        _ = try DNSFaultScope(fault)
      } catch {
        throw ControlError(field: error.field, value: error.value, "is none")
      }
      return fault
    }
  }

  private var messages: ClosedRange<Int>? {
    get throws(ControlError) {
      guard firstMessage != nil || lastMessage != nil else { return nil }
      let first = firstMessage ?? 1
      let last = lastMessage ?? Int.max
      guard first >= 1 else {
        throw ControlError(field: "first_message", value: "\(first)", "must be 1 or more")
      }
      guard last >= first else {
        throw ControlError(
          field: "last_message", value: "\(last)", "must be first_message or more")
      }
      return first...last
    }
  }

  private var simulated: DNSFault.Effect {
    get throws(ControlError) {
      switch effect {
      case .drop: return .drop
      case .servfail: return .serverFailure
      case .lame: return .lame
      case .truncate: return .truncate
      case .wrongID: return .wrongID
      case .stale: return .stale
      case .delay:
        guard let milliseconds, (0...3_600_000).contains(milliseconds) else {
          throw ControlError(
            field: "milliseconds", value: milliseconds.map(String.init),
            "must be a whole number from 0 to 3600000")
        }
        return .delay(.milliseconds(milliseconds))
      }
    }
  }
}

extension DNSFaultError {
  fileprivate var field: String {
    switch self {
    case .badName: "name"
    case .badType: "type"
    }
  }

  fileprivate var value: String {
    switch self {
    case .badName(let text), .badType(let text): text
    }
  }
}
