/// The text of a domain name as people type it, checked and in one form.
enum DomainName {
  /// What a name in DNS can have at most, without the dot at its end.
  static let maximumLength = 253

  /// Returns the name in lower case and without a dot at its end.
  ///
  /// At least two labels of letters, digits and inner hyphens; a name in another script is kept.
  ///
  /// - Throws: ``BillingError/badField(_:value:expected:)`` with the field's name.
  static func normalised(
    _ text: String, field: String, maximumLength: Int = maximumLength
  ) throws(BillingError) -> String {
    var name = text.lowercased()
    if name.hasSuffix(".") { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, name.utf8.count <= maximumLength, labels.allSatisfy(isLabel) else {
      throw .badField(
        field, value: text,
        expected: "a domain name such as example.com of at most \(maximumLength) characters")
    }
    return name
  }

  private static func isLabel(_ label: Substring) -> Bool {
    guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else {
      return false
    }
    return label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  }
}
