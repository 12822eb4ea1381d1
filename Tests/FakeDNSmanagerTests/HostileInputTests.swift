import Foundation
import Testing
import XMLReading

@testable import FakeDNSmanager

/// Every parameter of every function with what nobody should send.
///
/// The panel may take or refuse each; it must answer, in a form that can be read, without calling it
/// a mistake of its own, and a refusal must leave the tables as they were.
struct HostileInputTests {
  private static let functions = FunctionCatalog.contracts.map(\.name)

  @Test(arguments: functions)
  func `a hostile value is answered, and a refused one changes nothing`(function: String) throws {
    var probe = try Probe(function)
    for (place, parameter) in probe.parameters.enumerated() {
      for (number, value) in HostileValue.all.enumerated() {
        // Each value comes once, in turn as a new thing and as a change.
        let isNew = (place + number).isMultiple(of: 2)
        try probe.send(value.bytes, as: parameter, isNew: isNew, label: value.name)
      }
    }
    #expect(probe.calls >= HostileValue.all.count * probe.contract.fields.count)
  }

  /// In the other modes, whose rules read every name and value too.
  @Test(arguments: ["domain.edit", "domain.record.edit"], [PanelMode.strict, .lenient])
  func `a hostile name or value is answered in each mode`(
    function: String, mode: PanelMode
  ) throws {
    var probe = try Probe(function, mode: mode)
    for value in HostileValue.all {
      for parameter in ["name", "elid"] {
        for isNew in [false, true] where !isNew || parameter != "elid" {
          let label = "\(value.name), \(mode)"
          try probe.send(value.bytes, as: parameter, isNew: isNew, label: label)
        }
      }
      let named = Probe.Parameter(encodedName: value.bytes.percentEncoded, value: [0x31])
      try probe.send(probe.examples + [named], label: "as a name: \(value.name), \(mode)")
    }
  }

  @Test(arguments: functions)
  func `a parameter that is missing or doubled is answered`(function: String) throws {
    var probe = try Probe(function)
    for parameter in probe.parameters {
      let rest = probe.examples.filter { $0.name != parameter }
      try probe.send(rest, label: "without \(parameter)")
      for value in ["", "x"] {
        let twice = probe.examples + [.init(name: parameter, value: Array(value.utf8))]
        try probe.send(twice, label: "\(parameter) doubled with \(value.debugDescription)")
      }
    }
  }

  /// Each name once, in the first function that has it: the fields of one name are read alike.
  @Test(arguments: Set(FunctionCatalog.contracts.flatMap(\.fields).map(\.name)).sorted())
  func `a megabyte is read or refused in every parameter`(parameter: String) throws {
    let entry = try #require(
      FunctionCatalog.entries.first { $0.contract.fields.contains { $0.name == parameter } })
    let pairs = entry.contract.fields.map { field in
      Form.Pair(
        name: field.name, value: field.name == parameter ? Self.megabyte : field.example)
    }
    do throws(PanelError) {
      try entry.check(Form(pairs + [Form.Pair(name: "sok", value: "ok")]))
    } catch {
      #expect(error.kind == .value, "\(entry.contract.name)")
    }
  }

  @Test(arguments: [("domain.record.edit", "value"), ("user.edit", "note"), ("domain", "elid")])
  func `a megabyte is answered by the whole panel`(function: String, parameter: String) throws {
    var probe = try Probe(function)
    try probe.send(Array(Self.megabyte.utf8), as: parameter, label: "1 MB")
  }

  private static let megabyte = String(repeating: "a", count: 1024 * 1024)
}

/// Sends bad calls of one function to worlds that are alike.
private struct Probe {
  let contract: Contract
  let original: World
  private let untouched: [UInt8]
  var calls = 0
  var formats: [OutputFormat] = [.xml, .json, .jsonData, .bjson, .text, .devel, .browser]
  private var world: World
  private let session: String

  /// A parameter whose value need not be UTF-8.
  struct Parameter {
    let encodedName: [UInt8]
    let value: [UInt8]

    init(encodedName: [UInt8], value: [UInt8]) {
      (self.encodedName, self.value) = (encodedName, value)
    }

    init(name: String, value: [UInt8]) {
      self.init(encodedName: Array(name.utf8), value: value)
    }

    var name: String { String(decoding: encodedName, as: UTF8.self) }
  }

  init(_ function: String, mode: PanelMode = .documented) throws {
    contract = try #require(FunctionCatalog.byName[function]).contract
    original = try World.furnishedOnce.get().fork()
    try original.changeSettings { $0.mode = mode }
    session = try original.signIn(World.caller(of: contract))
    // Taken from a copy: writing a database out and in again moves its free pages once.
    world = try original.fork()
    untouched = try world.store.image()
  }

  /// The function's own parameters; for one of each sort also those that every function takes.
  var parameters: [String] {
    let own = contract.fields.map(\.name)
    guard ["auth", "domain.record", "user.edit"].contains(contract.name) else { return own }
    return own + ["sok", "su", "out", "lang", "p_num", "p_cnt", "p_order", "filter"]
  }

  var examples: [Parameter] {
    contract.fields.map { Parameter(name: $0.name, value: Array($0.example.utf8)) }
      + (contract.effect == .changes ? [Parameter(name: "sok", value: Array("ok".utf8))] : [])
  }

  /// Sends one value in place of the example; an edit as a new thing where that is asked for.
  mutating func send(
    _ value: [UInt8], as parameter: String, isNew: Bool = false, label: String
  ) throws {
    var rest = examples.filter { $0.name != parameter }
    let makesNew = isNew && contract.name.hasSuffix(".edit") && parameter != "elid"
    if makesNew { rest.removeAll { $0.name == "elid" } }
    let whole = rest + [Parameter(name: parameter, value: value)]
    try send(whole, label: "\(parameter): \(label)\(makesNew ? ", new" : "")")
  }

  mutating func send(_ parameters: [Parameter], label: String) throws {
    let format = formats[calls % formats.count]
    calls += 1
    let answer = world.answer(request(parameters, format))
    let place: Comment = "\(contract.name), \(label), out=\(format.rawValue)"
    #expect(answer.status == 200 && answer.delivery == .normal, place)
    #expect(try readable(answer), place)
    let refusal = try #require(world.journal.last, place).refusal
    #expect(refusal?.kind != .system, place)
    guard contract.effect == .changes, try !isUntouched() else { return }
    #expect(refusal == nil, "a refused call changed the tables: \(place)")
    try expectReadableList(place)
    world = try original.fork()
  }

  /// Whether the tables are as they were: the same bytes, or other bytes of the same rows.
  private func isUntouched() throws -> Bool {
    if try world.store.image().hasSameBytes(as: untouched) { return true }
    return try world.store.dump() == original.store.dump()
  }

  private func request(_ parameters: [Parameter], _ format: OutputFormat) -> PanelRequest {
    let own =
      [Parameter(name: "func", value: Array(contract.name.utf8))]
      + (parameters.contains { $0.name == "out" }
        ? [] : [Parameter(name: "out", value: Array(format.rawValue.utf8))])
      + [Parameter(name: "auth", value: Array(session.utf8))]
    let body = (own + parameters).map { parameter in
      parameter.encodedName + Array("=".utf8) + parameter.value.percentEncoded
    }
    return PanelRequest(method: "POST", body: Array(body.joined(separator: "&".utf8)))
  }

  /// What a hostile value left behind must not spoil the list where it stands.
  private func expectReadableList(_ place: Comment) throws {
    let out = calls.isMultiple(of: 2) ? "xml" : "json"
    let list = Self.list(of: contract.name)
    let answer = world.call(list, ["elid": "example.com"], as: "root", out: out)
    #expect(try readable(answer), "\(list) after \(place)")
  }

  /// The list that shows what a function changes: the nearest above it, or that of all users.
  private static func list(of function: String) -> String {
    var name = function
    while let dot = name.lastIndex(of: ".") {
      name = String(name[..<dot])
      if FunctionCatalog.byName[name]?.contract.effect == .reads { return name }
    }
    return "user"
  }

  private func readable(_ answer: PanelAnswer) throws -> Bool {
    guard String(validating: answer.body, as: UTF8.self) != nil else { return false }
    switch answer.header("Content-Type") {
    case "text/xml":
      return try XMLReply(answer.body).string(at: "/doc/error/@type") != "system"
    case "application/json":
      if (try? JSONSerialization.jsonObject(with: Data(answer.body))) != nil { return true }
      // The pages' own JSON has `\'`, which clients take out before they parse.
      let text = answer.text.replacing(/\\(.)/) { $0.1 == "'" ? "'" : String($0.0) }
      return (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    default: return true
    }
  }
}

/// What is sent, with a name for the report.
private struct HostileValue {
  let name: String
  let bytes: [UInt8]

  private init(_ name: String, _ text: String) {
    self.init(name, bytes: Array(text.utf8))
  }

  private init(_ name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  static let all: [HostileValue] = [
    .init("empty", ""),
    .init("blanks", "   "),
    .init("4 KB", String(repeating: "a.", count: 2_048)),
    .init("NUL", "a\u{0}b"),
    .init("control characters", "a\u{1}\u{7}\u{1B}[31m\r\n\t\u{7F}\u{85}b"),
    .init("noncharacters", "\u{FFFE}\u{FFFF}\u{10FFFF}"),
    .init("emoji", "👩‍👩‍👧‍👦.example"),
    .init("right to left", "\u{202E}moc.elpmaxe\u{2066}"),
    .init("invalid UTF-8", bytes: [0xFF, 0xFE, 0x80, 0xC0, 0xAF, 0xED, 0xA0, 0x80]),
    .init("SQL", "' OR 1=1; DROP TABLE account; --\"%_"),
    .init("XML", "]]><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;<ok/>"),
    .init("shell", "$(id) `id` | id; id & \\"),
    .init("JSON", "\",\"ok\":\"\\u0000\\"),
    .init("path", "../../../../etc/passwd"),
    .init("dots", "..."),
    .init("negative", "-1"),
    .init("huge number", "99999999999999999999999999"),
    .init("Int64", "9223372036854775807"),
    .init("fraction", "1.5e3"),
    .init("separators", ", , ,"),
  ]
}

extension [UInt8] {
  /// Compares without a call for each byte, which a debug build makes.
  fileprivate func hasSameBytes(as other: [UInt8]) -> Bool {
    count == other.count
      && withUnsafeBytes { mine in
        other.withUnsafeBytes { its in
          mine.baseAddress.map { one in its.baseAddress.map { memcmp(one, $0, count) == 0 } ?? false
          }
            ?? true
        }
      }
  }

  /// Every byte as `%XX`, but letters and digits.
  fileprivate var percentEncoded: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for byte in self {
      let isPlain =
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte)
      if isPlain { result.append(byte) } else { result += Array("%".utf8) + Self.hex[Int(byte)] }
    }
    return result
  }

  private static let hex: [[UInt8]] = (0...255).map { Array([UInt8($0)].hexDigits.utf8) }
}
