private import Foundation

/// Names outside ASCII in the form that DNS carries: Punycode (RFC 3492) behind `xn--` (RFC 5891).
enum Punycode {
  /// Marks a label that holds Punycode.
  static let prefix = "xn--"

  /// Returns a name with every label in ASCII and lower case; `nil` for what no name can hold.
  ///
  /// Letters, marks, digits, hyphens and joiners may stand outside ASCII; nothing else may, so that
  /// emoji, bidirectional marks and look-alike dots are refused. A label that comes as `xn--` must decode.
  static func ascii(_ name: String) -> String? {
    if let plain = plain(name) { return plain }
    var labels: [String] = []
    for part in name.split(separator: ".", omittingEmptySubsequences: false) {
      guard part.utf8.count <= 4 * longestLabel, let label = asciiLabel(String(part)) else {
        return nil
      }
      labels.append(label)
    }
    return labels.joined(separator: ".")
  }

  /// The name in lower case where nothing in it is Punycode or becomes it, as in almost all.
  private static func plain(_ name: String) -> String? {
    guard name.utf8.count <= 4 * longestLabel, name.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    let lower = name.lowercased()
    let labels = lower.utf8.split(separator: UInt8(ascii: "."))
    return labels.contains { $0.starts(with: prefix.utf8) } ? nil : lower
  }

  private static let longestLabel = 63

  private static func asciiLabel(_ label: String) -> String? {
    if label.utf8.allSatisfy({ $0 < 0x80 }) {
      let lower = label.lowercased()
      guard lower.hasPrefix(prefix) else { return lower }
      return decoded(String(lower.dropFirst(prefix.count))) == nil ? nil : lower
    }
    let normal = label.lowercased().precomposedStringWithCanonicalMapping
    guard !normal.hasPrefix(prefix), normal.unicodeScalars.allSatisfy(isAllowed),
      let encoded = encoded(Array(normal.unicodeScalars))
    else { return nil }
    return prefix + encoded
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
      .decimalNumber:
      true
    default: scalar == "-"
    }
  }

  /// The parameters of RFC 3492, section 5.
  private enum Parameter {
    static let base = 36
    static let tMin = 1
    static let tMax = 26
    static let skew = 38
    static let damp = 700
    static let initialBias = 72
    static let initialN = 128
  }

  /// Encodes code points (RFC 3492, section 6.3); `nil` when a number would overflow.
  static func encoded(_ input: [Unicode.Scalar]) -> String? {
    var output = input.filter(\.isASCII).map { UInt8($0.value) }
    let basicCount = output.count
    if basicCount > 0 { output.append(UInt8(ascii: "-")) }
    var (n, delta, bias, handled) = (Parameter.initialN, 0, Parameter.initialBias, basicCount)
    while handled < input.count {
      guard let next = input.lazy.map({ Int($0.value) }).filter({ $0 >= n }).min() else {
        return nil
      }
      delta += (next - n) * (handled + 1)
      n = next
      guard delta <= Int(Int32.max) else { return nil }
      for scalar in input {
        if scalar.value < n { delta += 1 }
        guard scalar.value == n else { continue }
        append(delta, bias: bias, to: &output)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Writes one number as a variable-length integer.
  private static func append(_ number: Int, bias: Int, to output: inout [UInt8]) {
    var (rest, k) = (number, Parameter.base)
    while true {
      let threshold = threshold(k, bias: bias)
      guard rest >= threshold else { break }
      output.append(digit(threshold + (rest - threshold) % (Parameter.base - threshold)))
      rest = (rest - threshold) / (Parameter.base - threshold)
      k += Parameter.base
    }
    output.append(digit(rest))
  }

  /// Decodes what stands behind `xn--` (RFC 3492, section 6.2); `nil` when it is not Punycode.
  static func decoded(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let basicEnd = bytes.lastIndex(of: UInt8(ascii: "-")) ?? 0
    guard bytes.count <= longestLabel, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    var output = bytes[..<basicEnd].map { Unicode.Scalar($0) }
    var rest = bytes[(basicEnd > 0 ? basicEnd + 1 : 0)...]
    var (n, index, bias) = (Parameter.initialN, 0, Parameter.initialBias)
    while !rest.isEmpty {
      let before = index
      guard let number = number(from: &rest, bias: bias) else { return nil }
      index += number
      let count = output.count + 1
      bias = adapted(index - before, count: count, isFirst: before == 0)
      n += index / count
      index %= count
      guard let scalar = UInt32(exactly: n).flatMap(Unicode.Scalar.init) else { return nil }
      output.insert(scalar, at: index)
      index += 1
    }
    return String(String.UnicodeScalarView(output))
  }

  /// Reads one variable-length integer; `nil` when it is cut, malformed or too large.
  private static func number(from rest: inout ArraySlice<UInt8>, bias: Int) -> Int? {
    var (number, weight, k) = (0, 1, Parameter.base)
    while true {
      guard let digit = rest.popFirst().flatMap(value(ofDigit:)) else { return nil }
      number += digit * weight
      guard number <= Int(Int32.max) else { return nil }
      let threshold = threshold(k, bias: bias)
      if digit < threshold { return number }
      weight *= Parameter.base - threshold
      guard weight <= Int(Int32.max) else { return nil }
      k += Parameter.base
    }
  }

  private static func threshold(_ k: Int, bias: Int) -> Int {
    min(max(k - bias, Parameter.tMin), Parameter.tMax)
  }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / Parameter.damp : delta / 2
    delta += delta / count
    var k = 0
    while delta > (Parameter.base - Parameter.tMin) * Parameter.tMax / 2 {
      delta /= Parameter.base - Parameter.tMin
      k += Parameter.base
    }
    return k + (Parameter.base - Parameter.tMin + 1) * delta / (delta + Parameter.skew)
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30)
  }

  private static func value(ofDigit byte: UInt8) -> Int? {
    switch byte {
    case 0x61...0x7A: Int(byte) - 0x61
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x30...0x39: Int(byte) - 0x30 + 26
    default: nil
    }
  }
}
