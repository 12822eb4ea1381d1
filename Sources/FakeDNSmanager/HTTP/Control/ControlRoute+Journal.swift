internal import LocalAPI

extension ControlPort {
  /// What a world was asked.
  static let journal: [ControlRoute] = [
    ControlRoute(
      method: .get, path: "/worlds/{world}/journal", summary: "Calls of a world, oldest first",
      parameters: [
        Parameter(name: "func", kind: .text, summary: "Calls of this function"),
        Parameter(name: "account", kind: .text, summary: "Calls with this account's rights"),
        Parameter(
          name: "refused", kind: .flag,
          summary: "Refused calls, or accepted ones; one that was never performed is neither"),
        Parameter(
          name: "unmatched", kind: .flag,
          summary: "Calls that name a function or parameter that is not known, or those that do not"
        ),
        Parameter(
          name: "after", kind: .integer(0...Int.max), summary: "Calls behind the one of this number"
        ),
        Parameter(name: "limit", kind: .integer(1...1_000), summary: "How many at most; 100"),
        Parameter(name: "reply", kind: .flag, summary: "Whether to show what was answered"),
        Parameter(
          name: "since", kind: .integer(JournalQuery.times),
          summary: "Calls at this time of the world's clock or later, seconds since 1970"),
        Parameter(
          name: "until", kind: .integer(JournalQuery.times),
          summary: "Calls at this time of the world's clock or earlier"),
      ],
      gives: .list(.journalEntry),
      perform: { call in
        let query = try JournalQuery(call)
        let entries = try call.world.journal.entries.lazy.filter(query.matches).prefix(query.limit)
        return try .json(entries.map { JournalLine($0, showsReply: query.showsReply) })
      }),
    ControlRoute(
      method: .delete, path: "/worlds/{world}/journal",
      summary: "Forget the calls of a world and count from 1 again", status: 204,
      perform: { call in
        try call.world.journal.clear()
        return .done
      }),
  ]
}

/// Which entries of a journal are wanted.
private struct JournalQuery {
  let function: String?
  let account: String?
  let refused: Bool?
  let unmatched: Bool?
  let after: Int
  let limit: Int
  let showsReply: Bool
  let since: Int
  let until: Int

  /// What a clock can show.
  static let times = Int(WorldTime.moments.lowerBound)...Int(WorldTime.moments.upperBound)

  init(_ call: ControlCall) throws(ControlError) {
    function = call.query["func"]
    account = call.query["account"]
    refused = try call.flag("refused")
    unmatched = try call.flag("unmatched")
    after = try call.integer("after", in: 0...Int.max) ?? 0
    limit = try call.integer("limit", in: 1...1_000) ?? 100
    showsReply = try call.flag("reply") ?? false
    since = try call.integer("since", in: Self.times) ?? Self.times.lowerBound
    until = try call.integer("until", in: Self.times) ?? Self.times.upperBound
  }

  func matches(_ entry: Journal.Entry) -> Bool {
    entry.number > after && Int(entry.time.seconds) >= since && Int(entry.time.seconds) <= until
      && (function == nil || entry.function == function)
      && (account == nil || entry.account == account)
      && (refused == nil || refused == (entry.refusal != nil))
      && (refused != false || entry.performed)
      && (unmatched == nil || !entry.unmatched.isEmpty == unmatched)
  }
}

/// One call, as the control port shows it; secrets are replaced by `***`.
struct JournalLine: Codable, Equatable {
  struct Parameter: Codable, Equatable {
    let name: String
    let value: String
  }

  struct Refusal: Codable, Equatable {
    let type: String
    let object: String
    let value: String?
  }

  /// A name that nobody knows, and the known one that comes nearest.
  struct Unmatched: Codable, Equatable {
    let kind: String
    let name: String
    let nearest: String?
  }

  let number: Int
  /// Seconds since 1970-01-01 00:00:00 UTC on the world's clock.
  let time: Int64
  let function: String
  let account: String
  let parameters: [Parameter]
  let remoteAddress: String
  let status: Int
  let refusal: Refusal?
  let performed: Bool
  let faulted: Bool
  let unmatched: [Unmatched]
  let reply: String?

  enum CodingKeys: String, CodingKey {
    case number, time, account, parameters, status, refusal, performed, faulted, unmatched, reply
    case function = "func"
    case remoteAddress = "remote_address"
  }

  init(_ entry: Journal.Entry, showsReply: Bool) {
    number = entry.number
    time = entry.time.seconds
    function = entry.function
    account = entry.account
    parameters = entry.parameters.map { Parameter(name: $0.name, value: $0.value) }
    remoteAddress = entry.remoteAddress
    status = entry.status
    refusal = entry.refusal.map {
      Refusal(type: $0.kind.rawValue, object: $0.object, value: $0.value)
    }
    performed = entry.performed
    faulted = entry.faulted
    unmatched = entry.unmatched.map {
      Unmatched(kind: $0.kind.rawValue, name: $0.name, nearest: $0.nearest)
    }
    reply = showsReply ? String(decoding: entry.reply, as: UTF8.self) : nil
  }
}
