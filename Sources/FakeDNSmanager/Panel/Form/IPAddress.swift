private import Foundation

/// An IPv4 or IPv6 address in its usual text form (RFC 5952 for IPv6).
struct IPAddress: Hashable, FormValue {
  static let formDescription = "an IPv4 or IPv6 address"

  enum Family: String, Sendable {
    case v4 = "IPv4"
    case v6 = "IPv6"

    fileprivate var code: Int32 { self == .v4 ? AF_INET : AF_INET6 }
    fileprivate var length: Int { self == .v4 ? 4 : 16 }
  }

  let family: Family
  let text: String
  /// The address as a number; the first octet is the highest.
  let number: UInt128

  init?(formValue text: String) {
    // The longest form, an IPv6 address with an IPv4 tail, has 45 characters.
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    if let number = Self.number(text, .v4) {
      self.init(.v4, number: number)
    } else if let number = Self.number(text, .v6) {
      self.init(.v6, number: number)
    } else {
      return nil
    }
  }

  /// The address with that number, of which the family's low bits count.
  init(_ family: Family, number: UInt128) {
    self.family = family
    self.number = number
    let bytes = (1...family.length).map { place in
      UInt8(truncatingIfNeeded: number >> UInt128(8 * (family.length - place)))
    }
    var output = [CChar](repeating: 0, count: 46)
    // The room is for the longest address there is, so that nothing can fail.
    _ = inet_ntop(family.code, bytes, &output, socklen_t(output.count))
    text = String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func number(_ text: String, _ family: Family) -> UInt128? {
    var bytes = [UInt8](repeating: 0, count: family.length)
    guard inet_pton(family.code, text, &bytes) == 1 else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt128($1) }
  }
}

/// Several addresses, as the `ip` of a new zone takes them: blank- or comma-separated, assumed
/// (reference §3.1).
struct IPAddressList: FormValue {
  static let formDescription =
    "at most \(maximumCount) IPv4 or IPv6 addresses with blanks between them"
  /// Assumed: more addresses than this no zone starts with, and no more servers transfer it.
  private static let maximumCount = 100

  let addresses: [IPAddress]

  init?(formValue text: String) {
    let parts = text.split { $0 == " " || $0 == "," }
    guard parts.count <= Self.maximumCount else { return nil }
    let addresses = parts.compactMap { IPAddress(formValue: String($0)) }
    guard addresses.count == parts.count else { return nil }
    self.addresses = addresses.uniqued()
  }
}
