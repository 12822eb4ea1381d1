import Testing

@testable import FakeDNSmanager

struct PunycodeTests {
  /// RFC 3492, section 7.1: (A), (B), (C), (D), (I), (J), (L), (O), (R), (S).
  static let vectors = [
    ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
    ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
    ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
    ("Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a"),
    ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
    ("PorquénopuedensimplementehablarenEspañol", "PorqunopuedensimplementehablarenEspaol-fmd56a"),
    ("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"),
    ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"),
    ("そのスピードで", "d9juau41awczczp"),
    ("-> $1.00 <-", "-> $1.00 <--"),
  ]

  @Test(arguments: vectors)
  func `the vectors of the standard encode and decode`(unicode: String, ascii: String) {
    // The RFC's Russian vector has one upper-case D for its mixed-case annotation; ours has none.
    #expect(Punycode.encoded(Array(unicode.unicodeScalars)) == ascii)
    #expect(Punycode.decoded(ascii)?.unicodeScalars.elementsEqual(unicode.unicodeScalars) == true)
  }

  @Test(arguments: [
    ("Пример.Испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
    ("bücher.example", "xn--bcher-kva.example"),
    ("bu\u{308}cher.example", "xn--bcher-kva.example"), ("EXAMPLE.com", "example.com"),
    ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
  ])
  func `a name becomes ASCII in lower case`(name: String, ascii: String) {
    #expect(Punycode.ascii(name) == ascii)
  }

  @Test(arguments: [
    "\u{1F600}.example", "a\u{202E}b.example", "xn--\u{e9}.example", "xn--99999999999.example",
    "пример\u{3002}com", String(repeating: "я", count: 300) + ".example",
  ])
  func `what no name can hold is refused`(name: String) {
    #expect(DomainName(formValue: name) == nil)
  }
}
