/// The name or the target of a record: lower case, absolute, with the final dot.
///
/// On input a name without a final dot is relative to its zone, `@` is the zone itself (reference
/// §3.2); so `example.com` without a dot is relative too (quirk 7).
struct RecordName: Hashable, Sendable {
  let text: String

  /// Whether a name may be where it is used as owner or as target.
  enum Role {
    /// The name of a record: `*` may stand in front.
    case owner
    /// What a record points to: the root alone is a target too (RFC 7505).
    case target
  }

  /// Completes the sentence "It must be …".
  static let formDescription =
    "a name below the zone: labels of letters, digits, '-', '_' or '/', '@', or one with a final dot"

  /// Reads a name; `nil` when it breaks a rule.
  init?(_ text: String, in zone: String, as role: Role) {
    if role == .target, text == "." {
      self.text = text
      return
    }
    let absolute =
      switch text {
      case "@": zone
      case _ where text.hasSuffix("."): String(text.dropLast())
      default: "\(text).\(zone)"
      }
    guard absolute.utf8.count <= 1_024, let name = Punycode.ascii(absolute),
      name.utf8.count <= 253, Self.hasGoodLabels(name, role)
    else { return nil }
    self.text = name + "."
  }

  /// Whether this is the zone itself or a name below it.
  func isIn(_ zone: String) -> Bool { text == "\(zone)." || text.hasSuffix(".\(zone).") }

  private static func hasGoodLabels(_ name: String, _ role: Role) -> Bool {
    var labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)[
      ...]
    if role == .owner, labels.first?.elementsEqual("*".utf8) == true { labels.removeFirst() }
    return !labels.isEmpty && labels.allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
      && label.last != UInt8(ascii: "-") && label.allSatisfy { allowed.contains($0) }
  }

  private static let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-_/".utf8)
}
