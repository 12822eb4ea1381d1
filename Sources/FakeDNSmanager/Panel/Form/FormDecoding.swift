/// Why the parameters of a request could not be read at all.
///
/// These end in an HTTP status, before any function is chosen: they are not the panel's refusals.
public enum FormTooLarge: Error, Equatable, Sendable {
  /// More than ``FormLimits/parameterCount`` parameters.
  case parameters(limit: Int)
  /// More than ``FormLimits/byteCount`` bytes in query and body together.
  case bytes(limit: Int)
}

/// How much a request may carry.
///
/// Assumed: the product's own limits are not known; a zone's longest TXT value fits many times.
public struct FormLimits: Sendable {
  public var parameterCount = 1_000
  public var byteCount = 2 * 1024 * 1024

  public init() {}
}

extension Form {
  /// Reads the query and the body of a request, in this order, into one form.
  ///
  /// Both are `application/x-www-form-urlencoded`: `+` and `%20` are blanks, a raw blank is kept, a
  /// broken `%` is taken literally, bytes that are not UTF-8 become U+FFFD. A bare `&&` is nothing.
  ///
  /// - Throws: ``FormTooLarge`` beyond the limits, before anything is decoded.
  public init(query: String, body: [UInt8], limits: FormLimits = FormLimits()) throws(FormTooLarge)
  {
    guard query.utf8.count + body.count <= limits.byteCount else {
      throw .bytes(limit: limits.byteCount)
    }
    var pairs: [Pair] = []
    for source in [Array(query.utf8), body] {
      var rest = source[...]
      while let part = Self.nextPart(of: &rest) {
        guard pairs.count < limits.parameterCount else {
          throw .parameters(limit: limits.parameterCount)
        }
        let mark = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
        guard mark > part.startIndex else { continue }
        pairs.append(
          Pair(name: Self.decoded(part[..<mark]), value: Self.decoded(part[mark...].dropFirst())))
      }
    }
    self.init(pairs)
  }

  /// Takes what stands before the next `&` off a form; `nil` when there is nothing more.
  private static func nextPart(of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    rest = rest.drop { $0 == UInt8(ascii: "&") }
    guard !rest.isEmpty else { return nil }
    let part = rest.prefix { $0 != UInt8(ascii: "&") }
    rest = rest[part.endIndex...]
    return part
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    let isPlain = !bytes.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "%") }
    guard !isPlain else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        if let value = octet(rest.prefix(2)) {
          result.append(value)
          rest = rest.dropFirst(2)
        } else {
          result.append(byte)
        }
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The octet that two hex digits stand for; `nil` when they are not two, or none.
  private static func octet(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, let high = digits.first.flatMap(hexValue),
      let low = digits.last.flatMap(hexValue)
    else { return nil }
    return high << 4 | low
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
