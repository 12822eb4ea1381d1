internal import LocalAPI

/// The shapes of the control port's JSON, for its OpenAPI document.
enum ControlSchema: String, APISchema {
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

  typealias Member = JSONShape.Member

  var shape: JSONShape {
    .object(members, minimumCount: self == .portsRequest ? 1 : nil, needs: needs)
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
        .one("clock", .clock),
      ]
    case .settings:
      // What each can be stands in the wire format's page, which both are made for.
      SettingField.all.map { Member(name: $0.key, shape: .any, isRequired: false) }
    case .forkRequest: [.string("name", pattern: WorldDirectory.namePattern)]
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
        .one("fault", .faultRequest),
      ]
    case .faultRequest: Self.faultRequestMembers
    case .dnsFault:
      [
        .integer("id"), .integer("matched"), .integer("fired"),
        .one("fault", .dnsFaultRequest),
      ]
    case .dnsFaultRequest: Self.dnsFaultRequestMembers
    case .randomFaults: [.rate, .integer("seed")]
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
        .string("root"), .string("registry"), .strings("zones"),
        .string("trust_anchor").optional,
      ]
    case .delegation:
      [
        .string("name"), .strings("servers"),
        .strings("ds").optional,
      ]
    case .error: [.strings("errors"), .string("field").optional]
    }
  }

  private static var journalEntryMembers: [Member] {
    [
      .integer("number"), .integer("time"), .string("func"), .string("account"),
      .list("parameters", of: .journalParameter), .string("remote_address"), .integer("status"),
      .one("refusal", .refusal).optional, .flag("performed"),
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
