private import CLibXML2
private import Synchronization

/// Why a text could not be read as XML, or an expression not as XPath.
public enum XMLReplyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes are not well-formed XML, or carry a DTD. Line and column count from 1.
  case notWellFormed(line: Int, column: Int, message: String)
  /// The text is not an XPath 1.0 expression, or costs too much to evaluate.
  case badExpression(String, message: String)

  public var description: String {
    switch self {
    case .notWellFormed(let line, let column, let message):
      "not well-formed XML at line \(line), column \(column): \(message)"
    case .badExpression(let expression, let message):
      "'\(expression)' is not an XPath 1.0 expression that can be used here: \(message)"
    }
  }
}

/// An XML document, read safely: no network, no DTD, no entity of the document is ever expanded.
///
/// Both the provisioner and the scenario runner read what a panel says with it. The fake writes its
/// answers with its own builder, so a mistake in one cannot hide a mistake in the other.
///
/// Evaluating an expression takes a lock for the time it needs: libxml2 keeps state in the document.
public final class XMLReply: Sendable {
  /// The largest document that is read; a real panel's longest list stays far below.
  public static let maximumByteCount = 64 * 1024 * 1024

  private let document: Mutex<ParsedDocument>

  /// Reads a document.
  ///
  /// - Throws: ``XMLReplyError/notWellFormed(line:column:message:)`` for anything but one well-formed
  ///   document without a DTD, or one over ``maximumByteCount``.
  public init(_ bytes: some Sequence<UInt8>) throws(XMLReplyError) {
    let bytes = Array(bytes)
    guard bytes.count <= Self.maximumByteCount else {
      throw .notWellFormed(
        line: 1, column: 1, message: "the document is larger than \(Self.maximumByteCount) bytes")
    }
    document = Mutex(try ParsedDocument(bytes))
  }

  /// Returns what an XPath 1.0 expression selects, as strings.
  ///
  /// A node-set gives the string value of each node in document order, so an empty array means that
  /// nothing is there; a number, a boolean or a string gives exactly one.
  ///
  /// - Throws: ``XMLReplyError/badExpression(_:message:)``.
  public func strings(at expression: String) throws(XMLReplyError) -> [String] {
    let found = document.withLock { document in document.strings(at: expression) }
    return try found.get()
  }

  /// Returns the first of ``strings(at:)``, or `nil` when nothing is there.
  ///
  /// - Throws: As ``strings(at:)``.
  public func string(at expression: String) throws(XMLReplyError) -> String? {
    try strings(at: expression).first
  }

  /// An attribute, or an element without elements in it.
  public struct Leaf: Hashable, Sendable {
    /// Where it is, as an XPath that selects it alone: `/doc/elem[2]/name`, `/doc/auth/@id`.
    public let path: String
    /// What it says.
    public let text: String
  }

  /// The leaves of the document in their order; of more than 20,000 the first, because the path of one
  /// costs as much as it has siblings.
  public var leaves: [Leaf] {
    document.withLock { document in document.leaves() }
  }

  /// One column of a table, whose rows are elements below the root: what the first element of that name
  /// says, row by row; `nil` where a row lacks it.
  ///
  /// Takes as long as the document is, which an expression for each cell would not.
  public func cells(of column: String, inEach row: String) -> [String?] {
    document.withLock { document in document.cells(of: column, inEach: row) }
  }

  /// Checks that the text is an XPath 1.0 expression, without a document.
  ///
  /// - Throws: ``XMLReplyError/badExpression(_:message:)`` when it is not.
  public static func checkExpression(_ expression: String) throws(XMLReplyError) {
    var error = nslab_xml_error()
    guard nslab_xml_check(expression, &error) == nslab_xml_ok else {
      throw .badExpression(expression, message: error.text)
    }
  }
}

/// The owner of one document of libxml2; frees it.
private struct ParsedDocument: ~Copyable {
  private let pointer: OpaquePointer

  init(_ bytes: [UInt8]) throws(XMLReplyError) {
    var error = nslab_xml_error()
    let parsed = bytes.withUnsafeBytes { buffer in
      nslab_xml_parse(buffer.baseAddress, buffer.count, &error)
    }
    guard let parsed else {
      throw .notWellFormed(
        line: Int(error.line), column: Int(error.column), message: error.text)
    }
    pointer = parsed
  }

  deinit {
    nslab_xml_free(pointer)
  }

  /// The leaves; none when there is no memory for them.
  func leaves() -> [XMLReply.Leaf] {
    var found = nslab_xml_strings()
    guard nslab_xml_leaves(pointer, &found) == nslab_xml_ok else { return [] }
    defer { nslab_xml_strings_free(&found) }
    func text(_ index: Int) -> String { found.items[index].map { String(cString: $0) } ?? "" }
    return stride(from: 0, to: found.count, by: 2).map { index in
      XMLReply.Leaf(path: text(index), text: text(index + 1))
    }
  }

  /// The cells of a column; none when there is no memory for them.
  func cells(of column: String, inEach row: String) -> [String?] {
    var found = nslab_xml_strings()
    guard nslab_xml_cells(pointer, row, column, &found) == nslab_xml_ok else { return [] }
    defer { nslab_xml_strings_free(&found) }
    return (0..<found.count).map { index in found.items[index].map { String(cString: $0) } }
  }

  func strings(at expression: String) -> Result<[String], XMLReplyError> {
    var error = nslab_xml_error()
    var found = nslab_xml_strings()
    guard nslab_xml_select(pointer, expression, &found, &error) == nslab_xml_ok else {
      return .failure(.badExpression(expression, message: error.text))
    }
    defer { nslab_xml_strings_free(&found) }
    return .success(
      (0..<found.count).map { index in found.items[index].map { String(cString: $0) } ?? "" })
  }
}

extension nslab_xml_error {
  /// libxml2's sentence; empty when memory ran out before it could say anything.
  fileprivate var text: String {
    withUnsafeBytes(of: message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
