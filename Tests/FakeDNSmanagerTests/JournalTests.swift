import Testing
import XMLReading

@testable import FakeDNSmanager

struct JournalTests {
  private let world: World

  init() throws {
    world = try World.furnished()
  }

  @Test func `a misspelt function is kept with the nearest one`() throws {
    _ = world.call("domain.edti", as: "provider")

    let unmatched = try #require(world.journal.last).unmatched
    #expect(unmatched.map(\.kind) == [.function])
    #expect(unmatched.map(\.nearest) == ["domain.edit"])
  }

  @Test func `a misspelt parameter is kept with the nearest one of its function`() throws {
    _ = world.call(
      "domain.edit", ["elid": "example.com", "emial": "x", "qqq": "1"], as: "provider")

    let unmatched = try #require(world.journal.last).unmatched
    #expect(unmatched.map(\.name) == ["emial", "qqq"])
    #expect(unmatched.map(\.nearest) == ["email", nil])
  }

  static let known: [(String, KeyValuePairs<String, String>)] = [
    ("domain", ["filter": "on", "name": "example.com", "sfrom": "ajax", "zoom-ip": "3"]),
    ("domain.edit", ["name": "a.example", "master": "", "plid": "new", "clicked_button": "ok"]),
    ("domain.filter", ["user": "*", "dtype": "*"]), ("domain.record", ["plid": "example.com"]),
    ("usrparam", ["atype": "atany", "passwd": "x", "confirm": "x"]),
  ]

  @Test(arguments: known.indices)
  func `what real clients send is not unmatched`(index: Int) throws {
    let (function, parameters) = Self.known[index]
    _ = world.call(function, parameters, as: "provider")

    #expect(try #require(world.journal.last).unmatched.isEmpty)
  }

  @Test func `the columns of all lists can be filtered by`() throws {
    var columns: Set<String> = []
    for contract in FunctionCatalog.contracts where contract.effect == .reads {
      guard contract.fields.contains(where: { $0.name == "p_num" }) else { continue }
      let answer = world.call(
        contract.name, ["elid": "example.com"], as: World.caller(of: contract))
      for row in answer.text.matches(of: /<elem>(.*?)<\/elem>/) {
        columns.formUnion(row.1.matches(of: /<(\w+)/).map { String($0.1) })
      }
    }

    #expect(columns.count > 10)
    #expect(columns.subtracting(CommonParameters.columns).isEmpty)
  }

  @Test func `a thousand unknown parameters cost a few names`() throws {
    let pairs = (0..<900).map { ("\($0)" + String(repeating: "x", count: 200), "1") }
    _ = world.answer(PanelRequest(query: ([("func", "domain")] + pairs).formEncoded))

    let unmatched = try #require(world.journal.last).unmatched
    #expect(unmatched.count == Unmatched.maximumCount)
    #expect(unmatched.allSatisfy { $0.name.count <= Unmatched.longestName })
  }

  @Test func `a long function and a long account count as bytes too`() {
    let long = String(repeating: "x", count: 100)
    let samples: [(Int) -> Journal.Entry] = [
      { .sample(number: $0, function: long) }, { .sample(number: $0, account: long) },
    ]
    for sample in samples {
      let journal = Journal(maximumByteCount: 250)
      for _ in 1...5 { journal.append(sample) }
      #expect(journal.entries.map(\.number) == [4, 5])
    }
  }

  /// What stands before the first colon of `authinfo`, and which account that is.
  @Test(arguments: [
    ("provider", "provider"), ("PROVIDER", "provider"), ("nobody", ""),
    ("provider%3Aprovider-secret", ""),
  ])
  func `the account of a call that is never performed is one of the world, or nobody`(
    login: String, account: String
  ) throws {
    world.faults.add(Fault(.status(500)))
    _ = world.answer(
      PanelRequest(query: [("func", "whoami"), ("authinfo", "\(login):x")].formEncoded))

    #expect(try #require(world.journal.last).account == account)
  }

  @Test func `the account of a session is known though the call is never performed`() throws {
    let id = try world.signIn("provider")
    world.faults.add(Fault(.empty))
    _ = world.answer(PanelRequest(query: "func=whoami&auth=\(id)"))

    #expect(try #require(world.journal.last).account == "provider")
  }

  private static let limit = PanelError(.limit, object: "user")
  /// A fault, whether it stands before the call, whether the call could go well; what is kept.
  static let faulted: [(Fault.Effect, Fault.Phase, Bool, PanelError.Kind?, Bool)] = [
    (.refusal(limit), .before, true, .limit, false), (.refusal(limit), .after, true, .limit, true),
    (.refusal(limit), .after, false, .limit, true),
    (.sessionLost, .before, true, .auth, true), (.sessionLost, .after, true, nil, true),
    (.sessionLost, .after, false, .missed, true),
    (.status(500), .before, true, nil, false), (.status(500), .before, false, nil, false),
    (.status(500), .after, true, nil, true), (.status(500), .after, false, .missed, true),
    (.delay(.zero), .before, true, nil, true), (.delay(.zero), .before, false, .missed, true),
  ]

  @Test(arguments: faulted.indices)
  func `what the caller was shown is what is kept, and whether the call was performed`(
    index: Int
  ) throws {
    let (effect, phase, goesWell, refusal, performed) = Self.faulted[index]
    let id = try world.signIn("provider")
    world.faults.add(Fault(effect, phase: phase))
    _ = world.answer(PanelRequest(query: "auth=\(id)&func=\(goesWell ? "whoami" : "nothing")"))

    let entry = try #require(world.journal.last)
    #expect(entry.refusal?.kind == refusal)
    #expect(entry.performed == performed)
    #expect(entry.faulted)
  }

  @Test func `older entries give way to newer ones, by number and by size`() {
    func journal(_ capacity: Int, bytes: Int) -> [Int] {
      let journal = Journal(capacity: capacity, maximumByteCount: bytes)
      for _ in 1...5 { journal.append { .sample(number: $0, byteCount: 100) } }
      return journal.entries.map(\.number)
    }

    #expect(journal(3, bytes: 10_000) == [3, 4, 5])
    #expect(journal(10, bytes: 250) == [4, 5])
    #expect(journal(10, bytes: 10) == [5])
  }
}

extension Journal.Entry {
  fileprivate static func sample(
    number: Int, byteCount: Int = 0, function: String = "domain", account: String = ""
  ) -> Self {
    Self(
      number: number, time: .standard, function: function, account: account, parameters: [],
      remoteAddress: "127.0.0.1", status: 200, refusal: nil, performed: true, faulted: false,
      unmatched: [], reply: [UInt8](repeating: 0, count: byteCount))
  }
}
