/// Writes answers as `out=text`: one line per row, words `key=value` with one blank between.
///
/// A success contains `OK`, a failure contains `ERROR`, never both (clients-in-the-wild §2); a refusal
/// therefore leaves out the value, which is the caller's own text.
enum TextRenderer {
  static func render(_ outcome: Outcome, in frame: Frame) -> [UInt8] {
    let lines: [String] =
      switch outcome {
      case .success(.list(let list)):
        list.rows.map { list.inTextOrder($0).map(word).joined(separator: " ") }
      case .success(.form(let form)): form.allFields.map(word)
      case .success(.done): ["OK"]
      case .success(.document(let elements)): elements.flatCells.map(word)
      case .failure(let error):
        [
          "ERROR \(error.kind.rawValue)(\(error.object)) "
            + Messages.text(of: error.withoutValue, in: frame.language).message
        ]
      }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private static func word(_ cell: Reply.Cell) -> String {
    "\(cell.name)=\(String(cell.value.map { $0.isNewline ? " " : $0 }))"
  }
}

extension Reply.List {
  /// A row as a line of text shows it.
  fileprivate func inTextOrder(_ row: [Reply.Cell]) -> [Reply.Cell] {
    guard !textOrder.isEmpty else { return row }
    return textOrder.compactMap { name in row.first { $0.name == name } }
  }
}
