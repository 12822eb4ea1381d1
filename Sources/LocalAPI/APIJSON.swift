private import Foundation

/// JSON in and out of an API.
package enum APIJSON {
  /// Any value; of it only whether it is one matters.
  private struct Member: Decodable {
    let isNull: Bool

    init(from decoder: any Decoder) throws {
      isNull = try decoder.singleValueContainer().decodeNil()
    }
  }

  /// The value as JSON with sorted keys, so that two answers can be compared.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// Reads an object strictly; throws ``APIError`` naming the field that is wrong or unknown.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from body: [UInt8], keys: [String]
  ) throws(APIError) -> Value {
    do {
      let data = Data(body)
      let decoder = JSONDecoder()
      let present = try decoder.decode([String: Member].self, from: data)
      if let unknown = present.keys.sorted().first(where: { !keys.contains($0) }) {
        throw APIError(
          field: unknown, "is not known; there are \(keys.joined(separator: ", "))")
      }
      // An absent member and one without a value would read alike, and only one of them is allowed.
      if let empty = present.keys.sorted().first(where: { present[$0]?.isNull == true }) {
        throw APIError(field: empty, value: "null", "must have a value, or be left out")
      }
      return try decoder.decode(type, from: data)
    } catch let error as APIError {
      throw error
    } catch DecodingError.typeMismatch(let type, let context) {
      throw APIError(field: path(context), "must be of type \(type)")
    } catch DecodingError.keyNotFound(let key, _) {
      throw APIError(field: key.stringValue, "is missing")
    } catch DecodingError.valueNotFound(let type, let context) {
      throw APIError(field: path(context), "must be of type \(type)")
    } catch DecodingError.dataCorrupted(let context) {
      throw APIError(field: path(context), "cannot be read: \(context.debugDescription)")
    } catch {
      throw APIError(field: "body", "must be a JSON object")
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? "body" : path
  }
}
