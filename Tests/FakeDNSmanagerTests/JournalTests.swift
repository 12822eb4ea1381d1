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
  fileprivate static func sample(number: Int, byteCount: Int) -> Self {
    Self(
      number: number, time: .standard, function: "domain", account: "", parameters: [],
      remoteAddress: "127.0.0.1", status: 200, refusal: nil, faulted: false, unmatched: [],
      reply: [UInt8](repeating: 0, count: byteCount))
  }
}
