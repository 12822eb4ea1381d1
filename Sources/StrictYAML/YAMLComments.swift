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

  /// Finds the comments of a text and the tree that was read from it.
  ///
  /// Where a quotation and a block of text begin is asked of the tree: to guess it from the text would be
  /// to read YAML a second time, and otherwise.
  init(in text: String, of node: YAMLNode) {
    var scan = CommentScan(YAMLTokens(node))
    // A line of a file from Windows ends in "\r\n", which is one character.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      scan.read(Array(line.unicodeScalars), number: index + 1)
    }
    all = scan.comments
    blankLines = scan.blankLines
  }
}

/// Where those things of a tree begin in which `#` can be text.
struct YAMLTokens {
  /// A place without its file.
  struct Position: Hashable {
    let line: Int
    let column: Int

    init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    init(_ place: Place) {
      self.init(line: place.line, column: place.column)
    }
  }

  /// Every text and every key.
  private(set) var texts: Set<Position> = []
  /// Every list and mapping in brackets or braces.
  private(set) var flows: Set<Position> = []
  /// Every key and block of text, with the spaces before what it belongs to; -1 for a whole document.
  private(set) var blocks: [Position: Int] = [:]

  init(_ root: YAMLNode) {
    add(root, indent: -1)
  }

  private mutating func add(_ node: YAMLNode, indent: Int) {
    let position = Position(node.place)
    switch node.content {
    case .nothing: break
    case .scalar where node.quoting == .block: blocks[position] = indent
    case .scalar: texts.insert(position)
    case .sequence(let items):
      if node.isFlow { flows.insert(position) }
      for item in items { add(item, indent: node.isFlow ? indent : position.column - 1) }
    case .mapping(let entries):
      if node.isFlow { flows.insert(position) }
      // The dash before a key is not part of the mapping, which begins where its keys do.
      let inner = node.isFlow ? indent : position.column - 1
      for entry in entries {
        texts.insert(Position(entry.place))
        // A key can be a block too; nothing else begins with the mark of one.
        blocks[Position(entry.place)] = inner
        add(entry.value, indent: inner)
      }
    }
  }
}
