import Testing

@testable import FakeDNSmanager

struct FormTests {
  static let decodings: [(String, String, [(String, String)])] = [
    ("func=domain&out=xml", "", [("func", "domain"), ("out", "xml")]),
    ("func=domain", "out=json", [("func", "domain"), ("out", "json")]),
    ("a=b+c&d=%20%2B&e=x y", "", [("a", "b c"), ("d", " +"), ("e", "x y")]),
    ("a&&b=&=c&", "", [("a", ""), ("b", "")]),
    ("a=b=c;d", "", [("a", "b=c;d")]),
    ("a=%zz%4&b=%d0%B6", "", [("a", "%zz%4"), ("b", "ж")]),
    ("a=%ff", "", [("a", "\u{FFFD}")]),
    ("%61=1", "", [("a", "1")]),
  ]

  @Test(arguments: decodings)
  func `query and body are read as browsers write them`(
    query: String, body: String, expected: [(String, String)]
  ) throws {
    let form = try Form(query: query, body: Array(body.utf8))

    #expect(form.pairs == expected.map { Form.Pair(name: $0.0, value: $0.1) })
  }

  @Test func `an empty parameter counts as absent and the last of two counts`() throws {
    let form = try Form(query: "elid=&name=a&name=b", body: [])

    #expect(form["elid"] == nil)
    #expect(form["name"] == "b")
  }

  @Test func `a key list splits at a comma with a blank and nowhere else`() throws {
    let form = try Form(query: "elid=a.example,%20b.example,%20v%3Dx,y", body: [])

    #expect(form.keys == ["a.example", "b.example", "v=x,y"])
  }

  @Test func `too much is refused before it is decoded`() {
    var limits = FormLimits()
    limits.parameterCount = 3
    limits.byteCount = 20

    #expect(throws: FormTooLarge.parameters(limit: 3)) {
      try Form(query: "a=1&b=2&c=3&d=4", body: [], limits: limits)
    }
    #expect(throws: FormTooLarge.bytes(limit: 20)) {
      try Form(query: "a=1", body: Array(repeating: 0x61, count: 18), limits: limits)
    }
  }

  static let numbers: [(String, Int?)] = [
    ("0", 0), ("3600", 3_600), ("2147483647", 2_147_483_647), ("2147483648", nil), ("-1", nil),
    ("1.5", nil), (" 1", nil), ("+1", nil), ("٣", nil), ("", nil), ("99999999999999999999", nil),
  ]

  @Test(arguments: numbers)
  func `a number is digits and nothing else`(text: String, number: Int?) {
    #expect(Int(formValue: text) == number)
  }

  static let logins: [(String, Bool)] = [
    ("username", true), ("user.name", true), ("user..name", true), ("12345polo", true),
    ("dns4294967296", true), ("dns9223372036854775807", true), ("юзер", false), ("12345", false),
    ("a b", false), ("a$", false), ("-a", false), (".a", false), ("a.", false), ("", false),
    (String(repeating: "a", count: 33), false), ("a\n", false),
  ]

  @Test(arguments: logins)
  func `logins keep the vendor's rules`(text: String, isLogin: Bool) {
    #expect((Login(formValue: text) != nil) == isLogin)
  }

  static let domainNames: [(String, String?)] = [
    ("domain.com", "domain.com"), ("New-Domain.COM.", "new-domain.com"),
    ("dom--ain.com", "dom--ain.com"), ("1.01", "1.01"), (".com", nil), ("1", nil), ("a_b.com", nil),
    ("-a.com", nil), ("a-.com", nil), ("a..com", nil), ("a.com..", nil), ("..", nil), ("", nil),
    (String(repeating: "a", count: 63) + ".com", String(repeating: "a", count: 63) + ".com"),
    (String(repeating: "a", count: 64) + ".com", nil),
    (Array(repeating: String(repeating: "a", count: 63), count: 4).joined(separator: "."), nil),
    ("a.com/../b", nil), ("a.com\u{0}", nil),
  ]

  @Test(arguments: domainNames)
  func `domain names keep the vendor's rules and are normalised`(text: String, name: String?) {
    #expect(DomainName(text)?.text == name)
  }
}
