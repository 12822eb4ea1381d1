internal import StrictYAML

/// Makes a statement again from its evidence and says where the two differ.
public enum StatementCheck {
  /// Something that a statement says and its evidence does not, or the other way round.
  public struct Difference: Equatable, Sendable, CustomStringConvertible {
    /// What it is about: `cases.pass`.
    public let field: String
    /// What the statement says; `nil` when it says nothing.
    public let stated: String?
    /// What the evidence says; `nil` when there is nothing in it.
    public let found: String?

    /// The difference on one line.
    public var description: String {
      "\(field): the statement says \(stated.map { "'\($0)'" } ?? "nothing"), "
        + "the evidence \(found.map { "'\($0)'" } ?? "nothing")"
    }
  }

  /// Compares the text of a statement with a bundle.
  ///
  /// - Returns: Every difference, in the order of the statement; none when it holds.
  /// - Throws: ``StatementError`` when one of them cannot be read.
  public static func differences(
    of text: String, file: String, from bundle: EvidenceBundle
  ) throws(StatementError) -> [Difference] {
    let stated = try leaves(of: text, file: file)
    func said(_ field: String) throws(StatementError) -> String {
      guard let value = stated.first(where: { $0.field == field })?.value else {
        throw .incomplete(file, missing: field)
      }
      return value
    }
    let claim = ConformanceStatement.Claim(
      who: try said("who"), product: try said("product"), version: try said("version"))
    let found = try leaves(
      of: try ConformanceStatement(claim, on: bundle).text, file: "evidence")
    let values = Dictionary(found.map { ($0.field, $0.value) }) { first, _ in first }
    let fields = stated.map(\.field)
    let changed = stated.filter { values[$0.field] != $0.value }
      .map { Difference(field: $0.field, stated: $0.value, found: values[$0.field]) }
    let unsaid = found.filter { !fields.contains($0.field) }
      .map { Difference(field: $0.field, stated: nil, found: $0.value) }
    return changed + unsaid
  }

  /// Reads a statement and compares it with a bundle.
  ///
  /// - Throws: ``StatementError``.
  public static func differences(
    ofFile path: String, from bundle: EvidenceBundle
  ) throws(StatementError) -> [Difference] {
    let text: String
    do throws(SuiteError) {
      text = try SourceFile.text(at: path)
    } catch {
      throw .unreadable(path, error.description)
    }
    return try differences(of: text, file: path, from: bundle)
  }

  /// The texts of a document by where they are: `cases.pass`, `exceptions.0.case`.
  private static func leaves(
    of text: String, file: String
  ) throws(StatementError) -> [(field: String, value: String)] {
    let node: YAMLNode
    do throws(InvalidSources) {
      node = try YAMLDecoding.node(in: text, file: file)
    } catch {
      throw .unreadable(file, error.description)
    }
    return leaves(of: node, at: [])
  }

  private static func leaves(
    of node: YAMLNode, at path: [String]
  ) -> [(field: String, value: String)] {
    switch node.content {
    case .nothing: [(path.joined(separator: "."), "")]
    case .scalar(let text): [(path.joined(separator: "."), text)]
    case .mapping(let entries): entries.flatMap { leaves(of: $0.value, at: path + [$0.key]) }
    case .sequence(let items):
      items.enumerated().flatMap { leaves(of: $0.element, at: path + ["\($0.offset)"]) }
    }
  }
}
