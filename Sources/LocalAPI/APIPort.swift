/// What the calls of an API act on, with the table of them and what its document says.
///
/// A port is made once per server. The router and the OpenAPI document are both made from
/// ``routes``.
package protocol APIPort: Sendable {
  /// The shapes of its JSON.
  associatedtype Schema: APISchema

  /// What the document calls it.
  static var title: String { get }
  /// What it is for, in one sentence.
  static var summary: String { get }
  /// Its calls, in the order in which they are told.
  static var routes: [APIRoute<Self>] { get }
  /// The largest body of a call that does not say otherwise, in bytes.
  static var maximumByteCount: Int { get }

  /// What a name in braces in a path may be.
  static func shape(ofPathParameter name: String) -> JSONShape

  /// The refusal for an error of the domain behind the port; `nil` when it is a fault of ours.
  static func refusal(of error: any Error) -> APIRefusal?
}

/// The named shapes of an API's JSON.
package protocol APISchema: CaseIterable, RawRepresentable<String>, Sendable {
  /// The shape of a refusal, ``APIRefusal/Body``.
  static var error: Self { get }
  /// The shape itself.
  var shape: JSONShape { get }
}

extension APISchema {
  /// A reference to this shape.
  package var reference: JSONShape { .reference(rawValue) }
}
