internal import Foundation

/// JSON in and out of the control port.
enum ControlJSON {
  /// Any value, looked at for its keys alone.
  private struct Ignored: Decodable {
    init(from decoder: any Decoder) {}
  }

  /// The value as JSON with sorted keys, so that two answers can be compared.
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// Reads an object strictly; throws ``ControlError`` naming the field that is wrong or unknown.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from body: [UInt8], keys: [String]
  ) throws(ControlError) -> Value {
    do {
      let data = Data(body)
      let decoder = JSONDecoder()
      let present = try decoder.decode([String: Ignored].self, from: data).keys
      if let unknown = present.sorted().first(where: { !keys.contains($0) }) {
        throw ControlError(
          field: unknown, "is not known; there are \(keys.joined(separator: ", "))")
      }
      return try decoder.decode(type, from: data)
    } catch let error as ControlError {
      throw error
    } catch DecodingError.typeMismatch(let type, let context) {
      throw ControlError(field: path(context), "must be of type \(type)")
    } catch DecodingError.keyNotFound(let key, _) {
      throw ControlError(field: key.stringValue, "is missing")
    } catch DecodingError.valueNotFound(let type, let context) {
      throw ControlError(field: path(context), "must be of type \(type)")
    } catch DecodingError.dataCorrupted(let context) {
      throw ControlError(field: path(context), "cannot be read: \(context.debugDescription)")
    } catch {
      throw ControlError(field: "body", "must be a JSON object")
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "body" : path
  }
}

extension ControlReply {
  /// The value as JSON.
  static func json(_ value: some Encodable, status: Int = 200) throws -> ControlReply {
    ControlReply(status: status, body: try ControlJSON.encode(value))
  }

  /// Done, and nothing to say.
  static let done = ControlReply(status: 204)
}
