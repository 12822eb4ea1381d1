/// The shapes of the control port's JSON, for its OpenAPI document.
enum ControlSchema: String, CaseIterable, Sendable {
  case health = "Health"
  case counters = "Counters"
  case worldCounters = "WorldCounters"
  case world = "World"
  case settings = "Settings"
  case forkRequest = "ForkRequest"
  case ports = "Ports"
  case portsRequest = "PortsRequest"
  case seed = "Seed"
  case seedRequest = "SeedRequest"
  case domain = "Domain"
  case account = "Account"
  case clock = "Clock"
  case clockChange = "ClockChange"
  case journalEntry = "JournalEntry"
  case journalParameter = "JournalParameter"
  case refusal = "Refusal"
  case unmatched = "Unmatched"
  case fault = "Fault"
  case faultRequest = "FaultRequest"
  case dnsFault = "DNSFault"
  case dnsFaultRequest = "DNSFaultRequest"
  case randomFaults = "RandomFaults"
  case randomFaultsRequest = "RandomFaultsRequest"
  case change = "Change"
  case changeCell = "ChangeCell"
  case parent = "Parent"
  case delegation = "Delegation"
  case error = "Error"

  /// A member of an object.
  struct Member {
    let name: String
    let schema: JSONValue
    var isRequired = true
  }

  /// A reference to this shape.
  var reference: JSONValue {
    .object([("$ref", .string("#/components/schemas/\(rawValue)"))])
  }

  /// The shape as JSON Schema.
  var schema: JSONValue {
    let members = members
    return .object(
      [
        ("type", .string("object")),
        ("properties", .object(members.map { ($0.name, $0.schema) })),
        ("required", .array(members.filter(\.isRequired).map { .string($0.name) })),
        ("additionalProperties", .bool(false)),
      ] + (self == .portsRequest ? [("minProperties", .integer(1))] : [])
        + (needs.isEmpty ? [] : [("allOf", .array(needs.map(\.schema)))]))
  }

  /// The name of a world, as JSON Schema.
  static var worldName: [(String, JSONValue)] {
    [("type", .string("string")), ("pattern", .string(WorldDirectory.namePattern))]
  }

  /// The members of the object, in the order in which they are told.
  var members: [Member] {
    switch self {
    case .health: [.string("status")]
    case .counters: [.integer("calls"), .list("worlds", of: .worldCounters)]
    case .worldCounters: [.string("name"), .integer("calls"), .integer("faults_fired")]
    case .world:
      [
        .string("name"), .string("path"), .flag("default"), .integer("calls"),
        Member(name: "clock", schema: Self.clock.reference),
      ]
    case .settings:
      // What each can be stands in the wire format's page, which both are made for.
      SettingField.all.map { Member(name: $0.key, schema: .object([]), isRequired: false) }
    case .forkRequest: [Member(name: "name", schema: .object(Self.worldName))]
    case .ports: [.string("http").optional, .string("https").optional]
    case .portsRequest:
      [
        .integer("http", in: PortsRequest.range).optional,
        .integer("https", in: PortsRequest.range).optional,
      ]
    case .seed: [.integer("seed")]
    case .seedRequest: [.integer("seed", in: 0...Int64.max)]
    case .domain:
      [
        .string("name"), .string("owner"), .string("namespace"),
        .choice("type", of: ["master", "slave"]), .flag("active"),
      ]
    case .account:
      [
        .string("name"), .integer("level"), .string("parent").optional,
        .string("namespace").optional, .flag("active"),
      ]
    case .clock: [.integer("now"), .flag("frozen")]
    case .clockChange:
      [
        .flag("frozen").optional, .integer("now", in: WorldTime.moments).optional,
        .integer("step", in: ClockChange.steps).optional,
      ]
    case .journalEntry: Self.journalEntryMembers
    case .journalParameter: [.string("name"), .string("value")]
    case .refusal: [.string("type"), .string("object"), .string("value").optional]
    case .unmatched:
      [
        .choice("kind", of: Unmatched.Kind.allCases.map(\.rawValue)), .string("name"),
        .string("nearest").optional,
      ]
    case .fault:
      [
        .integer("id"), .integer("matched"), .integer("fired"),
        Member(name: "fault", schema: Self.faultRequest.reference),
      ]
    case .faultRequest: Self.faultRequestMembers
    case .dnsFault:
      [
        .integer("id"), .integer("matched"), .integer("fired"),
        Member(name: "fault", schema: Self.dnsFaultRequest.reference),
      ]
    case .dnsFaultRequest: Self.dnsFaultRequestMembers
    case .randomFaults: [.rate, .integer("seed", in: RandomFaultsBody.seeds)]
    case .randomFaultsRequest: [.rate, .integer("seed", in: RandomFaultsBody.seeds).optional]
    case .change:
      [
        .string("table"), .string("key"),
        .choice("kind", of: StateDiff.Change.Kind.allCases.map(\.rawValue)),
        .list("cells", of: .changeCell),
      ]
    case .changeCell: [.string("column"), .string("before").optional, .string("after").optional]
    case .parent:
      [
        .string("root"), .string("registry"), .list("zones", ofType: "string"),
        .string("trust_anchor").optional,
      ]
    case .delegation:
      [
        .string("name"), .list("servers", ofType: "string"),
        .list("ds", ofType: "string").optional,
      ]
    case .error: [.list("errors", ofType: "string")]
    }
  }

  private static var journalEntryMembers: [Member] {
    [
      .integer("number"), .integer("time"), .string("func"), .string("account"),
      .list("parameters", of: .journalParameter), .string("remote_address"), .integer("status"),
      Member(name: "refusal", schema: Self.refusal.reference, isRequired: false),
      .flag("faulted"), .list("unmatched", of: .unmatched), .string("reply").optional,
    ]
  }

  private static var faultRequestMembers: [Member] {
    [
      .choice("effect", of: FaultKind.allCases.map(\.rawValue)),
      .integer("milliseconds", in: FaultField.delays).optional,
      .integer("bytes", in: FaultBody.byteCounts).optional,
      .integer("status", in: FaultBody.statuses).optional,
      .choice("type", of: PanelError.Kind.allCases.map(\.rawValue)).optional,
      .string("object").optional, .string("value").optional, .string("func").optional,
      .string("account").optional, .integer("first_call", in: 1...Int64.max).optional,
      .integer("last_call", in: 1...Int64.max).optional,
      .integer("every", in: FaultBody.steps).optional,
      .choice("phase", of: ["before", "after"]).optional,
    ]
  }

  private static var dnsFaultRequestMembers: [Member] {
    [
      .choice("effect", of: DNSFaultBody.Effect.allCases.map(\.rawValue)),
      .integer("milliseconds", in: FaultField.delays).optional,
      .domainName("name", pattern: DNSFaultBody.namePattern, to: DNSFaultBody.maximumNameLength)
        .optional,
      .recordType("type", or: DNSFaultBody.notify, pattern: DNSFaultBody.numberedTypePattern)
        .optional,
      .ipAddress("address").optional, .ipAddress("client").optional,
      .choice("transport", of: DNSTransport.allCases.map(\.rawValue)).optional,
      .integer("first_message", in: 1...Int64.max).optional,
      .integer("last_message", in: 1...Int64.max).optional,
    ]
  }
}
