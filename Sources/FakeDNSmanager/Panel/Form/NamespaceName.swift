/// A namespace's name: a domain name that `ns1.` and `ns2.` fit in front of.
struct NamespaceName: Hashable, FormValue {
  static let formDescription = "\(DomainName.formDescription), at most \(maximumByteCount) octets"
  private static let maximumByteCount = DomainName.maximumByteCount - "ns1.".utf8.count

  let text: String

  init?(formValue text: String) {
    guard let name = DomainName(formValue: text), name.text.utf8.count <= Self.maximumByteCount
    else { return nil }
    self.text = name.text
  }
}
