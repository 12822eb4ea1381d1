import Foundation

/// Ends the run with a message when what must hold does not; libFuzzer keeps the input and says so.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError("a property does not hold: \(message())") }
}

/// Compares octets: Swift's `==` takes texts that look alike for equal.
func requireSame(_ one: String?, _ other: String, _ place: @autoclosure () -> String) {
  require(
    one.map { Array($0.utf8) } == Array(other.utf8),
    "\(place()): \(one.debugDescription) is not \(other.debugDescription)")
}

/// The input as texts, cut at 0xFF, which no UTF-8 text holds; empty when it is used up.
struct Pieces {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isEmpty: Bool { rest.isEmpty }

  mutating func text() -> String {
    let piece = rest.prefix { $0 != 0xFF }
    rest = rest[piece.endIndex...].dropFirst()
    return String(decoding: piece, as: UTF8.self)
  }

  /// A number below `limit`, from one octet.
  mutating func choice(below limit: Int) -> Int { rest.popFirst().map { Int($0) % limit } ?? 0 }
}

/// What the target does with one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  fuzz([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}
