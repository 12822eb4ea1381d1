private import Foundation

/// The text of a domain name as people type it, checked and in one form.
enum DomainName {
  /// What a name in DNS can have at most, without the dot at its end.
  static let maximumLength = 253

  /// Returns the name as DNS has it: in ASCII and lower case, without a dot at its end.
  ///
  /// At least two labels of letters, digits and inner hyphens; those in another script become Punycode
  /// behind `xn--`, as panels list them, so that both spellings are one name (NS-14).
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` with the field's name.
  static func normalised(
    _ text: String, field: String, maximumLength: Int = maximumLength
  ) throws(BillingError) -> String {
    guard let name = ascii(text), name.utf8.count <= maximumLength else {
      throw .badField(
        field, value: text,
        expected: "a domain name such as example.com of at most \(maximumLength) characters")
    }
    return name
  }

  /// Returns a name that need not be given; an empty field was not filled in (billing reference, 1.12).
  ///
  /// - Throws: As ``normalised(_:field:maximumLength:)``.
  static func given(
    _ text: String?, field: String, maximumLength: Int = maximumLength
  ) throws(BillingError) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return try normalised(text, field: field, maximumLength: maximumLength)
  }

  /// Returns a name in the form of ``normalised(_:field:maximumLength:)``, for comparing; what is no name
  /// stays as it is.
  static func canonical(_ text: String) -> String { ascii(text) ?? text }

  private static func ascii(_ text: String) -> String? {
    var name = text.lowercased()
    if name.hasSuffix(".") { name.removeLast() }
    if !name.utf8.allSatisfy({ $0 < 0x80 }) {
      guard isWritten(name, by: { $0.isLetter || $0.isNumber || $0 == "-" }) else { return nil }
      // Foundation's own encoding of hosts, by the tables of Unicode (UTS 46).
      var components = URLComponents()
      components.host = name
      name = components.encodedHost ?? ""
    }
    let isPlain = isWritten(name) { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return isPlain ? name : nil
  }

  /// Whether a name has at least two labels of such characters; of hyphens inner ones alone.
  private static func isWritten(_ name: String, by isAllowed: (Character) -> Bool) -> Bool {
    // More than any name: what comes from outside is not to cost more.
    guard name.utf8.count <= 4 * maximumLength else { return false }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != "-" && label.last != "-"
          && label.allSatisfy(isAllowed)
      }
  }
}
