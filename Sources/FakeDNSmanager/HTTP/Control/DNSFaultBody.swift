internal import DNSWire
internal import LocalAPI

/// A fault of the name servers in JSON: what, and on which messages.
struct DNSFaultBody: FaultDescription {
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
      DNSFault(
        try simulated,
        on: DNSFault.Match(
          name: try checkedName, type: try checkedType,
          address: try Self.ipAddress(address, "address"),
          client: try Self.ipAddress(client, "client"), transport: try checkedTransport,
          messages: try FaultField.range(first: firstMessage, last: lastMessage, of: "message")))
    }
  }

  private var checkedName: String? {
    get throws(ControlError) {
      guard let name else { return nil }
      guard Self.isName(name) else {
        throw ControlError(
          field: "name", value: name,
          "must be a domain name: labels of 1 to \(Name.maximumLabelByteCount) letters, digits and "
            + "-, _, *, at most \(Self.maximumNameLength) characters; or a single dot, the root")
      }
      return name
    }
  }

  private var checkedType: String? {
    get throws(ControlError) {
      guard let type else { return nil }
      guard type == Self.notify || (RecordType(type) != nil && type == type.uppercased()) else {
        throw ControlError(
          field: "type", value: type,
          "must be a type in capitals such as A, AXFR or TYPE65280, or NOTIFY")
      }
      return type
    }
  }

  private var checkedTransport: DNSTransport? {
    get throws(ControlError) {
      guard let transport else { return nil }
      guard let known = DNSTransport(rawValue: transport) else {
        throw ControlError(field: "transport", value: transport, "must be udp or tcp")
      }
      return known
    }
  }

  private static func ipAddress(
    _ text: String?, _ field: String
  ) throws(ControlError) -> String? {
    guard let text else { return nil }
    guard let address = IPAddress(formValue: text) else {
      throw ControlError(
        field: field, value: text, "must be \(IPAddress.formDescription)")
    }
    return address.text
  }

  private var simulated: DNSFault.Effect {
    get throws(ControlError) {
      let milliseconds = try FaultField.number(
        milliseconds, "milliseconds", in: FaultField.delays)
      return switch effect {
      case .drop: .drop
      case .servfail: .serverFailure
      case .lame: .lame
      case .truncate: .truncate
      case .wrongID: .wrongID
      case .stale: .stale
      case .delay: .delay(.milliseconds(try FaultField.needed(milliseconds, "milliseconds")))
      }
    }
  }
}

extension DNSFaultBody {
  static let schema = ControlSchema.dnsFaultRequest
  static let lineSchema = ControlSchema.dnsFault
  static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  static func plan(of world: World) -> any ArmedFaults { world.dnsFaults }

  static func armed(in world: World) -> [FaultLine<Self>] {
    world.dnsFaults.armed.map {
      FaultLine(id: $0.id, matched: $0.matched, fired: $0.fired, fault: Self($0.fault))
    }
  }

  func arm(in world: World) throws -> Int { try world.add(try fault) }

  /// What stands for messages that tell of a change, in place of a type.
  static let notify = "NOTIFY"
  /// A name of 255 octets on the wire has 253 characters without its last dot.
  static let maximumNameLength = Name.maximumByteCount - 2
  /// What a name is, as a regular expression; ``isName(_:)`` is the same in Swift.
  static let namePattern = #"^(\.|[A-Za-z0-9_*-]{1,63}(\.[A-Za-z0-9_*-]{1,63})*\.?)$"#
  /// A type without a mnemonic (RFC 3597, section 5).
  static let numberedTypePattern =
    "^TYPE([0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"

  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= maximumNameLength
      && text.wholeMatch(of: /\.|[A-Za-z0-9_*\-]{1,63}(?:\.[A-Za-z0-9_*\-]{1,63})*\.?/) != nil
  }
}
