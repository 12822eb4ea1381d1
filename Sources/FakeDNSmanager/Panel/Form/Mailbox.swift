/// An e-mail address, as the mailbox of an SOA record takes it.
///
/// The rules are those of the vendor's test library (reference §4.7): one `@`, no `..`, no dot at an
/// end of the local part. In DNS the local part is a label and the whole is a name, so they are no
/// longer than those may be (RFC 1035, section 2.3.4).
struct Mailbox: FormValue, Equatable {
  static let formDescription = """
    an e-mail address of at most \(DomainName.maximumByteCount) octets, \(maximumLocalByteCount) of \
    them before the @
    """
  private static let maximumLocalByteCount = 63

  let text: String

  init?(formValue text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isLocalPart(parts[0]),
      let domain = DomainName(formValue: String(parts[1]))
    else { return nil }
    self.init(name: String(parts[0]), at: domain)
  }

  /// Joins a local part that needs no check and a name; `nil` when both together are too long.
  init?(name: String, at domain: DomainName) {
    text = "\(name)@\(domain.text)"
    guard text.utf8.count <= DomainName.maximumByteCount else { return nil }
  }

  /// The mailbox as DNS writes it: the `@` becomes a dot, dots before it are escaped (RFC 1035, 5.1).
  var dnsText: String {
    guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return text }
    let local = text[..<sign]
    let escaped =
      local.utf8.contains(UInt8(ascii: ".")) ? local.replacing(".", with: "\\.") : local
    return "\(escaped).\(text[text.utf8.index(after: sign)...])."
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    (1...maximumLocalByteCount).contains(text.utf8.count) && text.first != "." && text.last != "."
      && !text.contains("..") && text.utf8.allSatisfy { allowed.contains($0) }
  }

  private static let allowed = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~".utf8)
}
