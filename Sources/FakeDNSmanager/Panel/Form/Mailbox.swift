/// An e-mail address, as the mailbox of an SOA record takes it.
///
/// The rules are those of the vendor's test library (reference §4.7): one `@`, no `..`, no dot at an
/// end of the local part.
struct Mailbox: FormValue, Equatable {
  static let formDescription = "an e-mail address"

  let text: String

  init?(formValue text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, Self.isLocalPart(parts[0]),
      let domain = DomainName(formValue: String(parts[1]))
    else { return nil }
    self.text = "\(parts[0])@\(domain.text)"
  }

  /// Joins a local part that needs no check and a name.
  init(name: String, at domain: DomainName) {
    text = "\(name)@\(domain.text)"
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
    !text.isEmpty && text.utf8.count <= 64 && text.first != "." && text.last != "."
      && !text.contains("..") && text.utf8.allSatisfy { allowed.contains($0) }
  }

  private static let allowed = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~".utf8)
}
