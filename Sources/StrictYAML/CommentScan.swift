/// Goes through the lines of a YAML text and collects its comments.
struct CommentScan {
  private(set) var comments: [YAMLComments.Comment] = []
  private(set) var blankLines: Set<Int> = []
  private let tokens: YAMLTokens
  /// The quotation mark that is open, also over lines.
  private var quote: Unicode.Scalar?
  private var block: BlockText?
  /// How many brackets and braces are open.
  private var depth = 0

  init(_ tokens: YAMLTokens) {
    self.tokens = tokens
  }

  /// Reads the next line, without its end.
  mutating func read(_ line: [Unicode.Scalar], number: Int) {
    if block?.takes(line) == true { return }
    block = nil
    let isBlank = line.allSatisfy(\.properties.isWhitespace)
    if isBlank, quote == nil { blankLines.insert(number) }
    guard let start = commentStart(line, number) else { return }
    var text = String.UnicodeScalarView(line[start...])
    while text.last?.properties.isWhitespace == true { text.removeLast() }
    comments.append(
      .init(
        line: number, text: String(text),
        isAlone: line[..<start].allSatisfy(\.properties.isWhitespace)))
  }

  /// Where the comment of a line begins; keeps count of quotes, brackets and blocks on the way.
  private mutating func commentStart(_ line: [Unicode.Scalar], _ number: Int) -> Int? {
    // Behind a blank or a token that has ended; in a plain text `#` is a letter like others.
    var canBegin = true
    var index = 0
    while index < line.count {
      let letter = line[index]
      if let open = quote {
        index += passQuoted(open, line, index)
        canBegin = quote == nil
        continue
      }
      if letter == "#", canBegin { return index }
      canBegin = pass(letter, at: .init(line: number, column: index + 1), line, canBegin)
      index += 1
    }
    return nil
  }

  /// Passes a letter outside of quotes; whether a comment can begin behind it.
  private mutating func pass(
    _ letter: Unicode.Scalar, at position: YAMLTokens.Position, _ line: [Unicode.Scalar],
    _ isBehindToken: Bool
  ) -> Bool {
    if letter == "|" || letter == ">", let indent = tokens.blocks[position] {
      block = BlockText(indent: indent, mark: line[(position.column - 1)...])
    }
    switch letter {
    case "\"", "'":
      if tokens.texts.contains(position) { quote = letter }
      return false
    case "[", "{":
      guard depth > 0 || tokens.flows.contains(position) else { return false }
      depth += 1
      return true
    case "]", "}":
      guard depth > 0 else { return false }
      depth -= 1
      return true
    case ",": return depth > 0
    // `{"a":#…` has a comment, and `{a:#…` a key.
    case ":": return depth > 0 && isBehindToken
    default: return letter.properties.isWhitespace
    }
  }

  /// Passes one letter of a quotation, or two that belong together; returns how many.
  private mutating func passQuoted(
    _ open: Unicode.Scalar, _ line: [Unicode.Scalar], _ index: Int
  ) -> Int {
    let letter = line[index]
    if open == "\"", letter == "\\" { return 2 }
    guard letter == open else { return 1 }
    if open == "'", index + 1 < line.count, line[index + 1] == "'" { return 2 }
    quote = nil
    return 1
  }
}

/// The lines of a block of text, in which `#` is a letter.
private struct BlockText {
  /// The fewest spaces that a line of it has.
  private var minimum: Int
  /// Whether ``minimum`` is what its lines have.
  private var isKnown = false

  /// Begins behind a mark such as `|` or `>-2`.
  init(indent: Int, mark: ArraySlice<Unicode.Scalar>) {
    // Even the text of a whole document does not stand at the left edge.
    minimum = max(indent + 1, 1)
    let header = mark.prefix { !$0.properties.isWhitespace }
    if let digit = header.compactMap({ Int(String($0)) }).first {
      minimum = max(indent, 0) + digit
      isKnown = true
    }
  }

  /// Whether the line belongs to it.
  mutating func takes(_ line: [Unicode.Scalar]) -> Bool {
    let indent = line.prefix { $0 == " " }.count
    let isBlank = indent == line.count
    if !isKnown {
      // The first line that is not blank says how deep the text stands, or a longer blank one above it.
      minimum = max(minimum, indent)
      isKnown = !isBlank
      return isBlank || indent == minimum
    }
    return isBlank || indent >= minimum
  }
}
