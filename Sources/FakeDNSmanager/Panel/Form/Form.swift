/// The parameters of one request, in the order they came.
///
/// A parameter that is there but empty counts as absent: clients send `elid=` to mean "make a new
/// one", and the product's log says that it ignores an empty `elid` (reference §5, quirk 13). When a
/// name comes twice the last one counts, which is assumed.
public struct Form: Sendable, Equatable {
  /// One parameter.
  public struct Pair: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The parameters as they came, empty and repeated ones included.
  public let pairs: [Pair]

  public init(_ pairs: [Pair]) {
    self.pairs = pairs
  }

  /// The text of a parameter; `nil` when it is absent or empty.
  public subscript(_ name: String) -> String? {
    guard let text = pairs.last(where: { $0.name == name })?.value, !text.isEmpty else {
      return nil
    }
    return text
  }

  /// Whether the parameter was sent at all, even empty.
  func has(_ name: String) -> Bool { pairs.contains { $0.name == name } }

  /// Whether the call asks to perform and not to show: any non-empty `sok` (reference §1.4).
  var saves: Bool { self["sok"] != nil }

  /// Returns the field as `Value`, or `nil` when it is absent or empty.
  ///
  /// - Throws: `value/<name>` when it is there and is not a `Value`.
  func optional<Value: FormValue>(
    _ name: String, as _: Value.Type = Value.self
  ) throws(PanelError) -> Value? {
    guard let text = self[name] else { return nil }
    guard let value = Value(formValue: text) else {
      throw .value(text, of: name, expected: Value.formDescription)
    }
    return value
  }

  /// Returns the field as `Value`.
  ///
  /// - Throws: `value/<name>` when it is absent, empty, or not a `Value`.
  func required<Value: FormValue>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(PanelError) -> Value {
    guard let value = try optional(name, as: type) else { throw .required(name) }
    return value
  }

  /// The keys of a group action: `elid`, split at `, `; empty when there is none.
  ///
  /// A comma alone does not split, because record values may hold one (reference §1.4).
  var keys: [String] {
    self["elid"]?.split(separator: ", ").map(String.init) ?? []
  }
}

/// A type that a form field can be read as.
///
/// Conform value types here, not in the functions, so that a bad TTL reads the same everywhere.
protocol FormValue: Sendable {
  /// Completes the sentence "It must be …".
  static var formDescription: String { get }
  init?(formValue text: String)
}

/// The typed parameters of one function.
protocol FormDecodable: Sendable {
  init(_ form: Form) throws(PanelError)
}

extension FormValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  static var formDescription: String {
    "one of " + allCases.map(\.rawValue).joined(separator: ", ")
  }

  init?(formValue text: String) { self.init(rawValue: text.lowercased()) }
}
