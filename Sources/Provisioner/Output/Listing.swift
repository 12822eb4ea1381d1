private import Foundation

/// Records as rows of named values, ready to be shown.
public struct Listing: Sendable {
  /// How a listing is written.
  public enum Format: String, CaseIterable, Sendable {
    /// Aligned columns for people.
    case table
    /// One array of objects; every value is a string or null.
    case json
    /// `<doc>` with one `<elem>` per row, as the panels write lists.
    case xml
  }

  /// The names of the values, in order; usable as XML element names.
  public let columns: [String]
  /// One value per column; `nil` where there is none.
  public let rows: [[String?]]

  /// Makes a listing; each row has as many values as there are columns.
  public init(_ columns: [String], _ rows: [[String?]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The listing as text that ends with a newline.
  public func text(as format: Format) -> String {
    switch format {
    case .table: table
    case .json: json
    case .xml: xml
    }
  }

  private var table: String {
    // What came from outside must not move the cursor of a terminal.
    let lines = [columns.map(Optional.init)] + rows
    let cells = lines.map { $0.map { Self.plain($0 ?? "-") } }
    let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { line in
      let padded = zip(line, widths).map { text, width in
        text + String(repeating: " ", count: width - text.count)
      }
      return padded.joined(separator: "  ").trimmingCharacters(in: .whitespaces) + "\n"
    }.joined()
  }

  private static func plain(_ text: String) -> String {
    String(
      text.map {
        $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? " " : $0
      })
  }

  private var json: String {
    let objects = rows.map { row in
      let members = zip(columns, row).map { "\(Self.quoted($0)):\($1.map(Self.quoted) ?? "null")" }
      return "{\(members.joined(separator: ","))}"
    }
    return "[\(objects.joined(separator: ",\n "))]\n"
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  private var xml: String {
    let elements = rows.map { row in
      let values = zip(columns, row).map { name, value in
        value.map { "<\(name)>\(XMLText.escaped($0))</\(name)>" } ?? ""
      }
      return "  <elem>\(values.joined())</elem>\n"
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doc>\n\(elements.joined())</doc>\n"
  }
}
