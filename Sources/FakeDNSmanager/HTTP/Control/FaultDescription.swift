internal import LocalAPI

/// A fault in JSON, and the plan of a world where faults like it are armed.
protocol FaultDescription: Codable, Equatable, Sendable {
  /// Its shape, and that of a line which tells how an armed one stands.
  static var schema: ControlSchema { get }
  static var lineSchema: ControlSchema { get }
  /// The names of all that it may hold.
  static var keys: [String] { get }

  static func plan(of world: World) -> any ArmedFaults
  static func armed(in world: World) -> [FaultLine<Self>]

  /// Arms the fault that is meant and returns its number; throws ``ControlError`` naming the field
  /// that is missing or wrong.
  func arm(in world: World) throws -> Int
}

/// Where faults are armed, as far as all kinds are alike.
protocol ArmedFaults {
  func remove(_ id: Int) -> Int?
  func removeAll()
}

extension FaultPlan: ArmedFaults {}
extension DNSFaultPlan: ArmedFaults {}

/// An armed fault.
struct FaultLine<Body: FaultDescription>: Codable, Equatable, Sendable {
  let id: Int
  /// How many calls or messages it was looked at for.
  let matched: Int
  /// How many of them it has hit.
  let fired: Int
  let fault: Body
}

/// Reads the fields of faults that several kinds share.
enum FaultField {
  /// The longest delay, in milliseconds.
  static let delays: ClosedRange<Int64> = 0...3_600_000

  /// A number that may be absent; throws ``ControlError`` for one outside the range.
  static func number(
    _ value: Int?, _ field: String, in range: ClosedRange<Int64>
  ) throws(ControlError) -> Int? {
    guard let value, !range.contains(Int64(value)) else { return value }
    throw ControlError(
      field: field, value: "\(value)",
      "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// What the effect cannot do without; throws ``ControlError`` when it is absent.
  static func needed<Value>(_ value: Value?, _ field: String) throws(ControlError) -> Value {
    guard let value else { throw ControlError(field: field, "is missing") }
    return value
  }

  /// Which of the matching calls or messages are hit, counted from 1; `nil` is each.
  ///
  /// - Parameters:
  ///   - first: What the field `first_<unit>` holds.
  ///   - last: What the field `last_<unit>` holds.
  ///   - unit: What is counted.
  /// - Returns: The numbers that are hit.
  /// - Throws: ``ControlError`` for a number below 1, and with 422 for a range that ends before it
  ///   begins: no schema can tell that.
  static func range(
    first: Int?, last: Int?, of unit: String
  ) throws(ControlError) -> ClosedRange<Int>? {
    guard first != nil || last != nil else { return nil }
    let first = try number(first, "first_\(unit)", in: 1...Int64.max) ?? 1
    let last = try number(last, "last_\(unit)", in: 1...Int64.max) ?? Int.max
    guard last >= first else {
      throw ControlError(
        status: 422, field: "last_\(unit)", value: "\(last)", "must be first_\(unit) or more")
    }
    return first...last
  }
}
