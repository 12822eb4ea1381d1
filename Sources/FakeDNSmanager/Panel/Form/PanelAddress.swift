/// The address of another panel, as a browser takes it: `https://HOST[:PORT][/PATH]`.
///
/// Nothing here ever calls it. A name or password in front of the host is refused: the address is
/// shown in lists.
struct PanelAddress: FormValue, Hashable {
  static let formDescription =
    "a URL of at most \(maximumLength) bytes that begins with https:// or http:// and a host, "
    + "without a name or password"

  /// Assumed, in bytes: the product's own bound is not known.
  private static let maximumLength = 255

  /// Scheme and host in lower case, without a slash at the end.
  let text: String

  init?(formValue text: String) {
    guard text.utf8.count <= Self.maximumLength,
      let parts = text.wholeMatch(of: /([Hh][Tt][Tt][Pp][Ss]?):\/\/([^\/]+)((?:\/[!-~]*)?)/),
      Self.isAuthority(parts.2)
    else { return nil }
    let path = parts.3.hasSuffix("/") ? parts.3.dropLast() : parts.3
    self.text = "\(parts.1.lowercased())://\(parts.2.lowercased())\(path)"
  }

  /// Takes what ``text`` gave.
  init(stored: String) { text = stored }

  /// A name or an IPv4 address, or an IPv6 one in brackets; then a port.
  private static func isAuthority(_ text: Substring) -> Bool {
    guard let parts = text.wholeMatch(of: /(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(?::([0-9]{1,5}))?/)
    else { return false }
    return parts.2.map { (1...65_535).contains(Int($0) ?? 0) } ?? true
  }
}
