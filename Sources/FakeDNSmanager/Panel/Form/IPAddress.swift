private import Foundation

/// An IPv4 or IPv6 address in its usual text form (RFC 5952 for IPv6).
struct IPAddress: Hashable, FormValue {
  static let formDescription = "an IPv4 or IPv6 address"

  enum Family: String {
    case v4 = "IPv4"
    case v6 = "IPv6"
  }

  let family: Family
  let text: String

  init?(formValue text: String) {
    // The longest form, an IPv6 address with an IPv4 tail, has 45 characters.
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    if let v4 = Self.normalised(text, AF_INET, length: 4) {
      (family, self.text) = (.v4, v4)
    } else if let v6 = Self.normalised(text, AF_INET6, length: 16) {
      (family, self.text) = (.v6, v6)
    } else {
      return nil
    }
  }

  private static func normalised(_ text: String, _ family: Int32, length: Int) -> String? {
    var bytes = [UInt8](repeating: 0, count: length)
    guard inet_pton(family, text, &bytes) == 1 else { return nil }
    var output = [CChar](repeating: 0, count: 46)
    guard inet_ntop(family, bytes, &output, socklen_t(output.count)) != nil else { return nil }
    return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Several addresses, as the `ip` of a new zone takes them: blank- or comma-separated, assumed
/// (reference §3.1).
struct IPAddressList: FormValue {
  static let formDescription = "IPv4 or IPv6 addresses with blanks between them"

  let addresses: [IPAddress]

  init?(formValue text: String) {
    let parts = text.split { $0 == " " || $0 == "," }
    let addresses = parts.compactMap { IPAddress(formValue: String($0)) }
    guard addresses.count == parts.count else { return nil }
    var seen: Set<IPAddress> = []
    self.addresses = addresses.filter { seen.insert($0).inserted }
  }
}
