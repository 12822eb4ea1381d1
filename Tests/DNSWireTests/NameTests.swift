import DNSPeers
import DNSWire
import Testing

struct NameTests {
  @Test func `a name is its labels with lengths and a final zero`() throws {
    let name = try Name("www.Example.com.")

    #expect(
      name.wire
        == joined([3], Array("www".utf8), [7], Array("Example".utf8), [3], Array("com".utf8), [0]))
    #expect(name.labelCount == 3)
    #expect(Name.root.wire == [0])
  }

  @Test func `case is ignored by comparison and kept by text`() throws {
    let name = try Name("WwW.eXample.COM.")

    #expect(name == (try Name("www.example.com.")))
    #expect(name.hashValue == (try Name("www.example.com.")).hashValue)
    #expect(name.description == "WwW.eXample.COM.")
    #expect(try Name("[.") != Name("{."), "only letters have a case")
  }

  @Test(arguments: [
    ("a\\.b.c", "a\\.b.c."), ("\\065bc", "Abc."), ("a\\000b", "a\\000b."), ("\\255", "\\255."),
    ("a b", "a\\032b."), ("\\@", "\\@."), ("\\;\\(\\)\\\"\\$\\\\", "\\;\\(\\)\\\"\\$\\\\."),
    (".", "."), ("ü", "\\195\\188."), ("*.x", "*.x."),
  ])
  func `escapes are read and written`(text: String, canonical: String) throws {
    let name = try Name(text)

    #expect(name.description == canonical)
    #expect(try Name(canonical).wire == name.wire)
  }

  @Test(arguments: [
    ("", 1), ("..", 1), (".a", 1), ("a..b", 3), ("a\\", 2), ("\\256", 1), ("a\\12", 2),
    ("a\\1x2", 2),
    (String(repeating: "a", count: 64), 64),
    (String(repeating: "a.", count: 128), 1),
  ])
  func `what is no name is refused with its column`(text: String, column: Int) throws {
    let error = try #require(throws: PresentationError.self) { try Name(text) }

    #expect(error.column == column, "\(error)")
  }

  @Test func `255 octets are allowed and 256 are not`() throws {
    let long = Array(repeating: Array(repeating: UInt8(ascii: "a"), count: 63), count: 3)
    let fits = try Name(labels: long + [Array(repeating: 0x62, count: 61)])

    #expect(fits.wire.count == 255)
    #expect(throws: DNSWireError(.nameTooLong, at: 255)) {
      try Name(labels: long + [Array(repeating: 0x62, count: 62)])
    }
    #expect(fits.wildcardChild == nil)
    #expect(throws: DNSWireError(.labelLength(0), at: 0)) { try Name(labels: [[]]) }
    #expect(throws: DNSWireError(.labelLength(64), at: 0)) {
      try Name(labels: [Array(repeating: 0x61, count: 64)])
    }
  }

  @Test func `names are relative to an origin`() throws {
    let origin = try Name("example.com")

    #expect(try Name("www", relativeTo: origin).description == "www.example.com.")
    #expect(try Name("@", relativeTo: origin) == origin)
    #expect(try Name("www.", relativeTo: origin).description == "www.")
    #expect(try Name("a.www.example.com").description(relativeTo: origin) == "a.www")
    #expect(origin.description(relativeTo: origin) == "@")
    #expect(try Name("example.net").description(relativeTo: origin) == "example.net.")
    #expect(origin.description(relativeTo: .root) == "example.com")
  }

  @Test func `a subdomain ends with the labels of the other`() throws {
    let name = try Name("a.B.example.com")

    #expect(name.isSubdomain(of: try Name("b.EXAMPLE.com")))
    #expect(name.isSubdomain(of: name))
    #expect(name.isSubdomain(of: .root))
    #expect(!(try Name("example.com")).isSubdomain(of: name))
    #expect(!name.isSubdomain(of: try Name("ample.com")))
    // The octets of `\003com` end like the label `com`, but are part of another label.
    #expect(!(try Name("x\\003com")).isSubdomain(of: try Name("com")))
  }

  @Test func `parents suffixes and wildcards`() throws {
    let name = try Name("a.b.c")

    #expect(name.parent == (try Name("b.c")))
    #expect(Name.root.parent == nil)
    #expect(name.suffix(1) == (try Name("c")))
    #expect(name.suffix(9) == name)
    #expect(name.suffix(0) == .root)
    #expect(name.wildcardChild == (try Name("*.a.b.c")))
    #expect(try Name("*.c").isWildcard)
    #expect(try !Name("*a.c").isWildcard)
    #expect(try name.replacing(suffix: Name("C"), with: Name("x.y")) == Name("a.b.x.y"))
    #expect(try name.replacing(suffix: name, with: Name("x.y")) == nil)
    #expect(try Name("c").prepending(label: Array("B".utf8)) == Name("b.c"))
  }

  @Test func `the canonical order is that of RFC 4034`() throws {
    let ordered = try [
      "example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example",
      "\\001.z.example", "*.z.example", "\\200.z.example",
    ].map { try Name($0) }
    var generator = SeededGenerator(seed: 1)

    #expect(ordered.shuffled(using: &generator).sorted() == ordered)
    // Zero and one octets within a label sort as octets, not as the ends of labels.
    let odd = try ["b", "\\000.b", "\\000\\000.b", "\\001.b", "\\002.b", "b\\000"].map {
      try Name($0)
    }
    #expect(odd.shuffled(using: &generator).sorted() == odd)
  }

  @Test func `every name survives its text`() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<500 {
      let name = generator.name()
      #expect(try Name(name.description).wire == name.wire)
      #expect(try Name(labels: name.labels.map(Array.init)) == name)
    }
  }
}
