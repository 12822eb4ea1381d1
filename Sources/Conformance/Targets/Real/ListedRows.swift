internal import Foundation

/// One page of a list in XML: its rows, and what stands around them.
struct ListedRows {
  private let head: String
  private let rows: [String]
  private let tail: String

  init(_ body: [UInt8]) {
    let end = "</elem>"
    let pieces = String(decoding: body, as: UTF8.self).components(separatedBy: end)
    let first = pieces.count > 1 ? pieces.first ?? "" : ""
    // Rows are not inside of one another, so the last beginning before an end is that of its row.
    let start = first.range(of: "<elem", options: .backwards)?.lowerBound ?? first.startIndex
    head = String(first[..<start])
    rows = pieces.dropLast().enumerated().map { index, piece in
      (index == 0 ? String(first[start...]) : piece) + end
    }
    tail = pieces.last ?? ""
  }

  /// Whether another page may follow: a panel says how many rows it gives at most.
  var isFull: Bool {
    let size = tail.firstMatch(of: /<p_cnt>(\d+)</).flatMap { Int($0.1) }
    return !rows.isEmpty && rows.count >= size ?? Sweep.pageSize
  }

  /// Whether it begins as another page does, as all pages do of a panel that knows no pages.
  func beginsAs(_ other: Self) -> Bool { rows.first == other.rows.first }

  /// The list without the rows that lack a mark, together with such rows of its other pages.
  func marked(_ mark: String, with others: [Self]) -> [UInt8] {
    let own = (rows + others.flatMap(\.rows)).filter { $0.contains(mark) }
    let end = tail.replacing(/<p_elems>\d+</) { _ in "<p_elems>\(own.count)<" }
    return Array((head + own.joined() + end).utf8)
  }
}
