extension Call {
  /// Returns the namespace that a key means, in whatever case, with a final dot or without, in UTF-8 or
  /// in Punycode (reference §5, quirk 17).
  func findNamespace(_ key: String) throws -> Namespace? {
    try store.namespace(named: DomainName(formValue: key)?.text ?? key.lowercased())
  }
}
