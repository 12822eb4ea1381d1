/// Writes a tree with the comments of the text that it was read from.
struct YAMLWriter {
  private let comments: YAMLComments
  private var waiting: ArraySlice<YAMLComments.Comment>
  private var lines: [String] = []
  /// What the next line begins with in place of spaces, such as `- `; empty when nothing is pending.
  private var lead = ""

  init(_ comments: YAMLComments) {
    self.comments = comments
    waiting = comments.all[...]
  }

  /// Writes a whole document.
  mutating func document(_ node: YAMLNode) -> String {
    switch node.content {
    case .mapping(let entries) where !entries.isEmpty: block(entries, indent: 0, end: .max)
    case .sequence(let items) where !items.isEmpty: block(items, indent: 0, end: .max)
    default:
      writeComments(before: node.place.line, indent: 0)
      write(YAMLInline.text(of: node, isInFlow: false) ?? "", indent: 0, until: .max)
    }
    writeComments(before: .max, indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes a mapping whose source ends before the line `end`.
  private mutating func block(_ entries: [YAMLNode.Entry], indent: Int, end: Int) {
    for (index, entry) in entries.enumerated() {
      let next = index + 1 < entries.count ? entries[index + 1].place.line : end
      begin(at: entry.place.line, indent: indent)
      value(
        entry.value, after: "\(YAMLInline.quoted(entry.key, as: .plain, isInFlow: false)):",
        at: entry.place.line, indent: indent, next: next)
    }
  }

  private mutating func block(_ items: [YAMLNode], indent: Int, end: Int) {
    for (index, item) in items.enumerated() {
      let next = index + 1 < items.count ? items[index + 1].place.line : end
      begin(at: item.place.line, indent: indent)
      if case .mapping(let entries) = item.content, !entries.isEmpty, !isInline(item, indent + 2) {
        lead += String(repeating: " ", count: lead.isEmpty ? indent : 0) + "- "
        block(entries, indent: indent + 2, end: next)
      } else {
        value(item, after: "-", at: item.place.line, indent: indent, next: next)
      }
    }
  }

  /// Writes a value behind its key or its dash, on the same line if it can stand there.
  private mutating func value(
    _ node: YAMLNode, after head: String, at line: Int, indent: Int, next: Int
  ) {
    let room = indent + head.count + 1
    if isInline(node, room), let text = YAMLInline.text(of: node, isInFlow: false) {
      return write(text.isEmpty ? head : "\(head) \(text)", indent: indent, until: next)
    }
    switch node.content {
    case .mapping(let entries):
      write(head, indent: indent, until: line + 1)
      block(entries, indent: indent + 2, end: next)
    case .sequence(let items):
      write(head, indent: indent, until: line + 1)
      block(items, indent: indent + 2, end: next)
    case .scalar(let text):
      write("\(head) \(YAMLInline.blockMark(of: text))", indent: indent, until: next)
      for line in YAMLInline.blockLines(of: text, width: YAMLFormatter.width - indent - 2) {
        lines.append(line.isEmpty ? "" : String(repeating: " ", count: indent + 2) + line)
      }
    case .nothing: write(head, indent: indent, until: next)
    }
  }

  /// Whether a value is written in one line: braces that were there, without a comment inside.
  private func isInline(_ node: YAMLNode, _ room: Int) -> Bool {
    switch node.content {
    case .nothing: return true
    case .scalar(let text):
      guard YAMLInline.canBeBlock(text) else { return true }
      return !text.contains("\n") && !(node.isFolded && room + text.count > YAMLFormatter.width)
    case .sequence(let items) where items.isEmpty: return true
    case .mapping(let entries) where entries.isEmpty: return true
    case .sequence, .mapping:
      let (first, last) = (node.place.line, node.lastLine)
      let hasComment = waiting.contains { comment in
        comment.line >= first && (comment.isAlone ? comment.line <= last : comment.line < last)
      }
      guard node.isFlow, !hasComment, let text = YAMLInline.text(of: node, isInFlow: false) else {
        return false
      }
      return room + text.count <= YAMLFormatter.width
    }
  }

  /// Writes what stands above a line: one empty line at most, and comments.
  private mutating func begin(at line: Int, indent: Int) {
    guard lead.isEmpty else { return }
    writeComments(before: line, indent: indent)
    keepBlank(before: line)
  }

  private mutating func writeComments(before line: Int, indent: Int) {
    while let comment = waiting.first, comment.line < line {
      keepBlank(before: comment.line)
      lines.append(String(repeating: " ", count: indent) + comment.text)
      waiting = waiting.dropFirst()
    }
  }

  private mutating func keepBlank(before line: Int) {
    guard comments.blankLines.contains(line - 1), let last = lines.last, !last.isEmpty else {
      return
    }
    lines.append("")
  }

  /// Writes a line, with the comments at the ends of the lines that it was.
  private mutating func write(_ text: String, indent: Int, until next: Int) {
    var line = (lead.isEmpty ? String(repeating: " ", count: indent) : lead) + text
    lead = ""
    while let comment = waiting.first, !comment.isAlone, comment.line < next {
      line += "  \(comment.text)"
      waiting = waiting.dropFirst()
    }
    lines.append(line)
  }
}
