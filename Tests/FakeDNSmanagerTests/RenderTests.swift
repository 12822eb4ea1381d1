import Foundation
import Testing
import XMLReading

@testable import FakeDNSmanager

struct RenderTests {
  private let frame = Frame(
    function: "domain", language: .english, binary: "/dnsmgr", host: "https://192.0.2.10:1500",
    settings: WorldSettings(),
    form: Form([
      .init(name: "sok", value: "ok"), .init(name: "out", value: "xml"),
      .init(name: "authinfo", value: "root:canary"), .init(name: "func", value: "domain"),
      .init(name: "elid", value: "example.com"), .init(name: "passwd", value: "canary"),
    ]))

  @Test func `a change looks as the captured answer does`() {
    var frame = frame
    frame.function = "domain.delete"

    let text = String(decoding: XMLRenderer.render(.success(.done()), in: frame), as: UTF8.self)

    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <doc lang="en" func="domain.delete" binary="/dnsmgr" host="https://192.0.2.10:1500" \
        themename="orion" features="5be884bc592ba9fba23fea3cef9cb5b7" notify="" \
        theme="/manimg/orion/"><ok/><tparams><elid>example.com</elid><out>xml</out>\
        <func>domain.delete</func></tparams><saved_filters/></doc>

        """)
  }

  @Test func `an empty list has no elem and says that it has none`() throws {
    let bytes = XMLRenderer.render(.success(.list(.init(key: "name", rows: []))), in: frame)

    let reply = try XMLReply(bytes)
    #expect(try reply.strings(at: "count(/doc/elem)") == ["0"])
    #expect(try reply.string(at: "/doc/p_elems") == "0")
    #expect(try reply.strings(at: "count(/doc/page)") == ["0"])
  }

  @Test func `one row is an array in JSON and attributes come before children`() throws {
    let list = Reply.List(key: "name", rows: [[.init("name", "example.com"), .init("info", "")]])

    let text = String(
      decoding: JSONRenderer.render(.success(.list(list)), in: frame), as: UTF8.self)

    #expect(text.hasPrefix(#"{"doc":{"$lang":"en","$func":"domain","$binary":"/dnsmgr","#))
    #expect(text.contains(#""elem":[{"info":{},"name":{"$":"example.com"}}]"#))
  }

  @Test(arguments: OutputFormat.allCases.filter { $0 != .html })
  func `a refusal says what would be right in every format`(format: OutputFormat) throws {
    let world = try World.furnished()
    try world.changeSettings { $0.mode = .strict }

    let text = world.call(
      "domain.edit", ["elid": "example.com", "emial": "canary"], as: "provider",
      out: format.rawValue
    ).text

    #expect(text.contains("did you mean"), "\(text)")
  }

  /// Refusals whose sentences have the caller's text in them, or a neighbour of it.
  static let told: [(String, KeyValuePairs<String, String>)] = [
    ("domain.edit", ["name": "canary..example", "dtype": "master", "sok": "ok"]),
    ("domain.edit", ["name": "a.example", "dtype": "canary", "ip": "192.0.2.1", "sok": "ok"]),
    (
      "domain.edit",
      ["name": "a.example", "dtype": "canary", "masterip": "192.0.2.1", "sok": "ok"]
    ),
    ("user.edit", ["elid": "canary"]),
    ("domain.record.edit", ["plid": "example.com", "rtype": "a", "ip": "canary", "sok": "ok"]),
  ]

  @Test(arguments: told.indices, [PanelMode.documented, .strict])
  func `text and data of a refusal have no word of the caller's`(
    index: Int, mode: PanelMode
  ) throws {
    let (function, parameters) = Self.told[index]
    let world = try World.furnished()
    try world.changeSettings { $0.mode = mode }

    for format in [OutputFormat.text, .jsonData] {
      let text = world.call(function, parameters, as: "provider", out: format.rawValue).text
      #expect(text.contains("ERROR ") || text.contains(#""error""#), "\(text)")
      #expect(!text.contains("canary"), "\(text)")
    }
  }

  @Test func `a hint in a line of text does not look like a success`() throws {
    let world = try World.furnished()
    try world.changeSettings { $0.mode = .strict }
    for rule in StrictRule.all {
      let pairs =
        [
          ("func", rule.example.function), ("authinfo", "provider:provider-secret"),
          ("out", "text"),
        ]
        + rule.example.parameters.map { ($0.name, $0.value) }

      let text = world.answer(PanelRequest(query: pairs.formEncoded)).text

      #expect(!text.contains("OK"), "\(rule.name): \(text)")
    }
  }

  @Test func `a template with a description has it among its parameters`() throws {
    let world = try World.furnished()

    let value = try XMLReply(
      world.call(
        "domain.edit", ["name": "a.example", "ip": "1.2.3", "sok": "ok"], as: "provider"
      ).body)
    let missed = try XMLReply(world.call("domain.record", ["elid": "none"], as: "provider").body)

    let description = try value.string(at: "/doc/error/param[@name='desc']") ?? ""
    #expect(try value.strings(at: "/doc/error/param/@name") == ["object", "value", "desc"])
    #expect(!description.isEmpty)
    #expect(try value.string(at: "/doc/error/msg")?.hasSuffix(description) == true)
    #expect(try missed.strings(at: "/doc/error/param/@name") == ["object", "value"])
  }

  @Test(arguments: [OutputFormat.bjson, .jsonData, .browser])
  func `a flat answer names each thing once and has all of it`(format: OutputFormat) throws {
    let world = try World.furnished()

    let text = world.call("whoami", ["su": "provider"], as: "root", out: format.rawValue).text

    #expect(text.matches(of: /"path":/).count == 1)
    #expect(text.contains(#""path.name":["#), "\(text)")
    let path = text[(text.firstRange(of: #""path.name":["#)?.upperBound ?? text.endIndex)...]
    #expect(
      path.prefix { $0 != "]" }.matches(of: /root|provider/).map(\.0) == ["root", "provider"])
    let alone = world.call("whoami", as: "root", out: format.rawValue).text
    #expect(!alone.contains(#""path.name":["#))
  }

  static let hostile = [
    "<&>\"'", "\u{0}\u{1}\u{8}\u{1F}", "]]>", "a\r\n\tb", "é😀\u{202E}\u{FFFE}\u{FFFF}", "{{x}}",
    "\\\"/\u{2028}", String(repeating: "<", count: 1_000),
  ]

  @Test(arguments: hostile)
  func `what a client stored is read back by libxml2 and a JSON parser`(text: String) throws {
    let list = Reply.List(key: "value", rows: [[.init("value", text)]])
    let outcome = Outcome.success(.list(list))

    let xml = try XMLReply(XMLRenderer.render(outcome, in: frame))
    let json = try JSONSerialization.jsonObject(
      with: Data(JSONRenderer.render(outcome, in: frame)))

    #expect(try xml.string(at: "/doc/elem/value") == text.withoutXMLControls)
    let doc = try #require((json as? [String: Any])?["doc"] as? [String: Any])
    let row = try #require((doc["elem"] as? [[String: Any]])?.first)
    #expect((row["value"] as? [String: String])?["$"] == text)
  }

  private func text(_ format: OutputFormat, _ outcome: Outcome) -> String {
    String(decoding: format.render(outcome, in: frame).body, as: UTF8.self)
  }

  private static let rows = Reply.list(
    .init(
      key: "name",
      rows: [
        [.init("name", "a.example"), .init("user", "u\nser")], [.init("name", "b'.example")],
      ]))

  static let shapes: [(OutputFormat, Reply, String)] = [
    (.jsonData, rows, #"[{"name":"a.example","user":"u\nser"},{"name":"b'.example"}]"#),
    (.jsonData, .list(.init(key: "name", rows: [])), "[]"),
    (
      .jsonData, .done(.init(id: "k", saved: [.init("value", "v")])),
      #"{"id":"k","value":"v","ok":""}"#
    ),
    (
      .jsonData, .form(.init(elid: "k", fields: [.init("name", "n")])),
      #"{"elid":"k","name":"n"}"#
    ),
    (
      .bjson, rows,
      #"{"elem":[{"name":"a.example","user":"u\nser"},{"name":"b'.example"}],"p_cnt":"1000","p_num":"1","p_elems":"2"}"#
    ),
    (.bjson, .done(.init(id: "k", saved: [.init("name", "v")])), #"{"id":"k","ok":true}"#),
    (.bjson, .form(.init(fields: [.init("name", "n")])), #"{"model":{"name":"n"}}"#),
    (.text, rows, "name=a.example user=u ser\nname=b'.example"),
    (.text, .done(.init(id: "k")), "OK"),
    (.text, .form(.init(elid: "k", fields: [.init("name", "n")])), "elid=k\nname=n"),
    (
      .browser, rows,
      #"{"content":[{"name":{"v":"a.example"},"user":{"v":"u\nser"}},{"name":{"v":"b\'.example"}}]}"#
    ),
  ]

  @Test(arguments: shapes)
  func `each compact format has the shape that programs rely on`(
    format: OutputFormat, reply: Reply, expected: String
  ) {
    #expect(text(format, .success(reply)) == expected + "\n")
  }

  @Test func `a refusal shows no value where programs look for their own`() {
    let refused = Outcome.failure(.exists("record", "a.example. TXT  canary-OK"))

    #expect(
      text(.jsonData, refused)
        == #"{"error":{"type":"exists","object":"record","msg":"Record with '' already exists","code":"1"}}"#
        + "\n")
    #expect(text(.text, refused) == "ERROR exists(record) Record with '' already exists\n")
    #expect(text(.bjson, refused).contains(#""error":{"type":"exists""#))
  }

  @Test func `a list in JSON says what its key is and carries messages`() {
    let text = text(.json, .success(Self.rows))

    #expect(text.contains(#""metadata":{"$name":"domain","$type":"list","$key":"name""#))
    #expect(text.contains(#""messages":{"$name":"domain""#))
    #expect(!self.text(.xml, .success(Self.rows)).contains("metadata"))
  }

  @Test func `devel is indented XML with the same data`() throws {
    let text = text(.devel, .success(Self.rows))

    #expect(text.contains("\n  <elem>\n    <name>a.example</name>\n"))
    #expect(try XMLReply(text.utf8).strings(at: "/doc/elem/name") == ["a.example", "b'.example"])
  }

  @Test func `a parameter that is no name is not echoed`() throws {
    var frame = frame
    frame.form = Form([
      .init(name: "a><b", value: "1"), .init(name: "1a", value: "1"),
      .init(name: "Имя", value: "1"), .init(name: "zoom-ip", value: "1"),
    ])

    let reply = try XMLReply(XMLRenderer.render(.success(.done()), in: frame))

    #expect(try reply.strings(at: "/doc/tparams/*") == ["1", "domain"])
  }

  @Test(arguments: OutputFormat.allCases)
  func `no secret of the request is echoed`(format: OutputFormat) {
    for outcome in [Outcome.success(.done()), .failure(.missed("domain", "example.com"))] {
      let text = String(decoding: format.render(outcome, in: frame).body, as: UTF8.self)
      #expect(!text.contains("canary"))
    }
  }

  @Test func `the group of exists is what a client compares`() throws {
    let error = PanelError.exists("domain", "example.com")

    let reply = try XMLReply(XMLRenderer.render(.failure(error), in: frame))

    #expect(
      try reply.string(at: "/doc/error/group") == "__object__ with '__value__' already exists")
    #expect(
      try reply.string(at: "/doc/error/msg") == "Domain name with 'example.com' already exists")
  }

  @Test(arguments: PanelError.Kind.allCases)
  func `every refusal has a sentence in both languages`(kind: PanelError.Kind) {
    let error = PanelError(kind, object: "name", value: "v", detail: "Why.")
    let texts = Language.allCases.map { Messages.text(of: error, in: $0).message }

    #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("__") })
    #expect(Set(texts).count == 2)
  }
}

extension String {
  /// The text as XML 1.0 can carry it: each control character that it cannot write is U+FFFD.
  fileprivate var withoutXMLControls: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          let isWritable = scalar.value >= 0x20 || "\t\n\r".unicodeScalars.contains(scalar)
          return isWritable && scalar.value != 0xFFFE && scalar.value != 0xFFFF
            ? scalar : "\u{FFFD}"
        }))
  }
}
