import Testing

@testable import StrictYAML

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

  /// Pieces of which texts are made that are often YAML.
  private static let pieces = [
    "a", "b:", "c: ", "- ", "\n", "\n  ", "\n    ", "\r\n", " # x", "#", "#y", "'", "\"", "''",
    "\\",
    "|", ">-", "|2", "[", "]", "{", "}", ",", ", ", ": ", "? ", "\t", "- - ", "\n\n", "é", "d e",
  ]

  @Test func `each # is the beginning of a comment or changes what the text says`() throws {
    var random = Linear(state: 117)
    var seen = (valid: 0, comments: 0)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 3...14, using: &random))
        .compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
      guard text.contains("#"), let node = try? YAMLDecoding.node(in: text, file: "a") else {
        continue
      }
      let comments = YAMLComments(in: text, of: node)
      seen = (seen.valid + 1, seen.comments + comments.all.count)
      let count = text.count { $0 == "#" }
      let without = Self.replacing(text, comments)

      #expect(without.count { $0 == "#" } + Self.signs(in: comments) == count)
      let same = (try? YAMLDecoding.node(in: without, file: "a").says(node)) ?? false
      #expect(same, "\(text.debugDescription) without \(comments.all.map(\.text))")
      let others = without.replacing("#", with: "_")
      let isText =
        without == others || (try? YAMLDecoding.node(in: others, file: "a").says(node)) != true
      #expect(isText, "\(text.debugDescription) has more than \(comments.all.map(\.text))")
    }
    #expect(seen.valid > 500 && seen.comments > 300, "\(seen)")
  }

  private static func signs(in comments: YAMLComments) -> Int {
    comments.all.map { $0.text.count { $0 == "#" } }.reduce(0, +)
  }

  /// The text with blanks in the place of its comments.
  private static func replacing(_ text: String, _ comments: YAMLComments) -> String {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    for comment in comments.all {
      let line = lines[comment.line - 1]
      guard let start = line.ranges(of: comment.text).last?.lowerBound else { continue }
      lines[comment.line - 1] = String(line[..<start])
    }
    return lines.joined(separator: "\n")
  }

  private struct Linear: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
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
