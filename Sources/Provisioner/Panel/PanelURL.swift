private import Foundation

/// The address of a control panel, checked and in one form.
///
/// Scheme http or https, a host, a path (`/dnsmgr` when none was typed) without a slash at its end.
public struct PanelURL: Hashable, Sendable, CustomStringConvertible {
  /// Observed: DNSmanager 5 answers here; `/manager/dnsmgr` works too when it is typed.
  public static let defaultPath = "/dnsmgr"
  private static let maximumLength = 2048

  /// The address as requests use it.
  public let text: String

  public var description: String { text }

  /// Reads an address as a person types it.
  ///
  /// - Throws: ``PanelURLError`` for anything but such an address; a name or password inside it is
  ///   refused too, because addresses end in logs.
  public init(_ typed: String) throws(PanelURLError) {
    let isPlain = typed.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPlain, typed.utf8.count <= Self.maximumLength,
      var parts = URLComponents(string: typed)
    else { throw PanelURLError(typed, expected: "an address such as https://dns.example.com:1500") }
    guard parts.user == nil, parts.password == nil else {
      throw PanelURLError("(hidden)", expected: "an address without a name or password in it")
    }
    let scheme = parts.scheme?.lowercased() ?? ""
    guard ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty,
      (1...65535).contains(parts.port ?? 443)
    else {
      throw PanelURLError(
        typed, expected: "an address that begins with http:// or https:// and a host")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw PanelURLError("(hidden)", expected: "an address without '?' and '#'")
    }
    while parts.path.hasSuffix("/") { parts.path.removeLast() }
    if parts.path.isEmpty { parts.path = Self.defaultPath }
    parts.scheme = scheme
    parts.host = host.lowercased()
    text = parts.string ?? typed
  }
}

/// Why a text is not the address of a panel.
public struct PanelURLError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was typed, unless it may hold a secret.
  public let shown: String
  /// What would be right.
  public let expected: String

  init(_ shown: String, expected: String) {
    self.shown = shown
    self.expected = expected
  }

  public var description: String { "\(shown.debugDescription) is not \(expected)" }
}
