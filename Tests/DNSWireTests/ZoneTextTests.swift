import DNSPeers
import DNSWire
import Testing

struct ZoneTextTests {
  private static func lines(_ text: String, origin: String = "example.com") throws -> [String] {
    try ZoneText.records(text.utf8, origin: try Name(origin)).map(\.description)
  }

  @Test func `everything that RFC 1035 shows is read`() throws {
    let text = """
      ; a comment
      $TTL 3600
      @   IN  SOA     VENERA      Action\\.domains (
                                       20     ; SERIAL
                                       7200   ; REFRESH
                                       600    ; RETRY
                                       3600000; EXPIRE
                                       60)    ; MINIMUM

              NS      A.ISI.EDU.\r
      \t60    MX      10      VENERA
      A       IN 30 A       26.3.0.103
              30 IN A       26.3.0.104
      $ORIGIN sub
      x       TXT     "a ; ( b" c "d\\"e"("f"
                      g)
      $ORIGIN org.
      @       A       1.2.3.4
      last A 1.1.1.1
      """

    #expect(
      try Self.lines(text) == [
        "example.com. 3600 IN SOA VENERA.example.com. Action\\.domains.example.com. 20 7200 600 3600000 60",
        "example.com. 3600 IN NS A.ISI.EDU.",
        "example.com. 60 IN MX 10 VENERA.example.com.",
        "A.example.com. 30 IN A 26.3.0.103",
        "A.example.com. 30 IN A 26.3.0.104",
        "x.sub.example.com. 3600 IN TXT \"a ; ( b\" \"c\" \"d\\\"e\" \"f\" \"g\"",
        "org. 3600 IN A 1.2.3.4",
        "last.org. 3600 IN A 1.1.1.1",
      ])
  }

  @Test func `a TTL comes from the record before or from the SOA`() throws {
    #expect(
      try Self.lines("@ SOA a b 1 2 3 4 5\nx A 1.1.1.1")[1] == "x.example.com. 5 IN A 1.1.1.1")
    #expect(try Self.lines("x 7 A 1.1.1.1\ny A 1.1.1.1")[1] == "y.example.com. 7 IN A 1.1.1.1")
  }

  @Test(arguments: [
    ("x A 1.1.1.1", 1, 3), (" A 1.1.1.1", 1, 2), ("x 1 A 1.1.1", 1, 7), ("\n\nx 1 FOO bar", 3, 5),
    ("x 1 A", 1, 5), ("x 1 A 1.1.1.1 2", 1, 15), ("x 1 TXT \"a", 1, 9),
    ("x 1 TXT \"a\\\nb\"", 1, 9),
    ("x 1 TXT (a\nb", 1, 9), ("x 1 TXT ((a))", 1, 10), ("x 1 TXT a)", 1, 10),
    ("x 1 TXT a\\", 1, 10),
    ("$INCLUDE /etc/passwd", 1, 1), ("$GENERATE 1-9 a$ A 1.1.1.$", 1, 1), ("$TTL 1h", 1, 6),
    ("$TTL", 1, 1), ("$ORIGIN a..b", 1, 11), ("x 2147483648 A 1.1.1.1", 1, 3), ("x 1", 1, 3),
    ("x", 1, 1), ("a..b 1 A 1.1.1.1", 1, 3), ("x 1 AXFR x", 1, 5), ("x 1 \"A\" 1.1.1.1", 1, 5),
    ("x 1 NS \"a..b\"", 1, 10), ("x 1 TXT \\300", 1, 9), ("x 1 MX 1", 1, 8),
  ])
  func `a fault is refused with line and column`(text: String, line: Int, column: Int) throws {
    let error = try #require(throws: PresentationError.self) { try Self.lines(text) }

    #expect((error.line, error.column) == (line, column), "\(error)")
  }

  @Test func `all records survive a file`() throws {
    var generator = SeededGenerator(seed: 7)
    let records = try (0..<500).map { _ in try generator.record() }
    let again = try ZoneText.records(ZoneText.text(records).utf8, origin: .root)

    #expect(again == records)
  }

  @Test func `random text is read or refused`() {
    var generator = SeededGenerator(seed: 8)
    let pieces = [
      "(", ")", "\"", "\\", "\n", " ", ";", "@", "$TTL", "A", "1", "1.1.1.1", "IN", "\\0", ".",
    ]
    for _ in 0..<3_000 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      _ = try? Self.lines(text)
    }
  }
}
