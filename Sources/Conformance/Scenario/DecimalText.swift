/// A whole number as people write it: decimal digits and nothing else.
enum DecimalText {
  /// Returns the number; `nil` for a sign, which Swift would take, and for more than 64 bits.
  static func number(_ text: String) -> Int64? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int64(text)
  }
}
