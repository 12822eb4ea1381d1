import StrictYAML
import Testing

/// Comments are nowhere in the tree of a YAML text, so whoever writes it anew can lose them.
struct CommentTests {
  private static func formatted(_ text: String) throws -> String {
    try YAMLFormatter.formatted(text, file: "sample.yaml")
  }

  @Test func `comments of the keys beside a block of text stay`() throws {
    let text = """
      - name: >-
          a long name that has been broken into two lines, because one of them alone would have more
          than a hundred letters
        order: 117  # keep this
        # and this one too
        check:
          # the reason
          - { clause: NS-07 }
      - - |
          # no comment
        # a comment
      """

    let written = try Self.formatted(text)

    #expect(
      written == """
        - name: >-
            a long name that has been broken into two lines, because one of them alone would have more than
            a hundred letters
          order: 117  # keep this
          # and this one too
          check:
            # the reason
            - { clause: NS-07 }
        -
          - |
            # no comment
        # a comment

        """)
    #expect(try Self.formatted(written) == written)
  }

  /// A text, and what must be in its canonical form.
  static let samples: [(text: String, parts: [String])] = [
    ("a: {\"as\":\"x\",\"func\":\"user # x\"}\n", ["user # x\" }\n"]),
    ("a: |  # note\n  # text\n  more\n", ["a: |  # note\n  # text\n  more\n"]),
    ("a: |\n    text\n  # comment\nb: c\n", ["# comment\nb: c"]),
    ("a: |1\n  # text\n # text\nb: c # d\n", ["a: \" # text\\n# text\\n\"", "c  # d"]),
    ("a: 1 # one\r\n# two\r\nb: |\r\n  # text\r\n", ["a: 1  # one\n# two\nb: |\n  # text\n"]),
    ("a:\n  |\n  # text\n  b\n", ["a: |\n  # text\n  b\n"]),
    ("a: [b,#c\n  d]#e\n", ["#c", "#e"]),
    ("a: b#c\nd: e,#f\n", ["a: b#c\nd: e,#f\n"]),
    ("a: don't # x\nb: it's # y\n", ["don't  # x", "it's  # y"]),
    ("? 'a # b'\n: \"c \\\" # d\" # e\n", ["d\"  # e"]),
    ("|\n# text\n", ["# text"]),
  ]

  @Test(arguments: samples)
  func `what looks like a comment and is text stays text`(
    sample: (text: String, parts: [String])
  ) throws {
    let written = try Self.formatted(sample.text)

    for part in sample.parts { #expect(written.contains(part), "\(written)") }
    #expect(try Self.formatted(written) == written)
  }

  static let texts = [
    #"a: "  indented\nnext\n""#, #"a: "\n  indented\nnext\n""#, #"a: "\tindented\nnext""#,
    #"a: "one\n   \ntwo\n""#, #"a: "   \none\n""#, #"a: "a\u2028b""#, #"a: "a\x01\nb""#,
    #"a: "a\r\nb""#, "a: >-\n  one  two\n", "a: '\n\n'\n", #"a: "\uFFFE""#,
  ]

  @Test(arguments: texts)
  func `a text that cannot be a block is written in quotes`(text: String) throws {
    let written = try Self.formatted(text)

    #expect(try Self.formatted(written) == written)
  }
}
