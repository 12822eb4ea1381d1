/// The comments of a YAML text, which its tree does not have.
struct YAMLComments {
  /// One comment.
  struct Comment {
    /// Counts from 1.
    let line: Int
    /// From `#` to the end of the line, without white space at its end.
    let text: String
    /// Whether nothing else stands on its line.
    let isAlone: Bool
  }

  /// In reading order.
  let all: [Comment]
  /// The numbers of lines with nothing on them.
  let blankLines: Set<Int>

  /// Finds the comments of a text that is valid YAML.
  init(in text: String) {
    var scan = Scan()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      scan.read(line, number: index + 1)
    }
    all = scan.comments
    blankLines = scan.blankLines
  }

  private struct Scan {
    var comments: [Comment] = []
    var blankLines: Set<Int> = []
    /// The quotation mark that is open, also over lines.
    private var quote: Character?
    /// How far the line was indented that began a block of text; `nil` outside of one.
    private var blockIndent: Int?

    mutating func read(_ line: Substring, number: Int) {
      let indent = line.prefix { $0 == " " }.count
      let isBlank = line.allSatisfy(\.isWhitespace)
      if let blockIndent {
        // A block of text goes on as long as lines are indented deeper; `#` is text there.
        if isBlank || indent > blockIndent { return }
        self.blockIndent = nil
      }
      if isBlank, quote == nil { blankLines.insert(number) }
      guard let start = commentStart(line) else {
        if quote == nil, line.firstMatch(of: /(^|[\s:\-])[|>][+\-]?\d?\s*$/) != nil {
          blockIndent = indent
        }
        return
      }
      var text = line[start...]
      while text.last?.isWhitespace == true { text.removeLast() }
      comments.append(
        Comment(
          line: number, text: String(text),
          isAlone: line[..<start].allSatisfy(\.isWhitespace)))
    }

    /// Where the comment of a line begins; keeps count of quotation marks on the way.
    private mutating func commentStart(_ line: Substring) -> Substring.Index? {
      var previous: Character = " "
      var lastVisible: Character?
      var isEscaped = false
      for index in line.indices {
        let letter = line[index]
        defer {
          previous = letter
          if !letter.isWhitespace { lastVisible = letter }
        }
        if let open = quote {
          if isEscaped {
            isEscaped = false
          } else if open == "\"", letter == "\\" {
            isEscaped = true
          } else if letter == open {
            quote = nil
          }
          continue
        }
        if letter == "#", previous.isWhitespace { return index }
        // A doubled quote inside single quotes closes and opens again, which comes to the same.
        if letter == "\"" || letter == "'", Self.beginsToken(after: lastVisible, previous) {
          quote = letter
        }
      }
      return nil
    }

    private static func beginsToken(after visible: Character?, _ previous: Character) -> Bool {
      guard let visible else { return true }
      if visible == "'", previous == "'" { return true }
      if "[{,".contains(visible) { return true }
      return ":-?".contains(visible) && previous.isWhitespace
    }
  }
}
