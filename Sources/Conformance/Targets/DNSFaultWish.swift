/// How a panel's name servers are to misbehave.
public struct DNSFaultWish: Hashable, Sendable, CustomStringConvertible {
  /// What the client gets to see.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    case drop
    case delay
    case servfail
    case lame
    case truncate
    case wrongID = "wrong-id"
    case stale
  }

  /// What the client gets to see.
  public let effect: Effect
  /// Only at this name server, by name or address; `nil` for all.
  public let server: String?
  /// Only for this name and those below it.
  public let name: String?
  /// Only for this type, or `NOTIFY`.
  public let type: String?
  /// Only over `udp` or `tcp`.
  public let transport: String?
  /// Only for the client of this address.
  public let client: String?
  /// How long ``Effect/delay`` delays.
  public let milliseconds: Int

  /// The fault in words, for the report.
  public var description: String {
    let scope = [server, name, type, transport, client].compactMap(\.self)
    let words = scope.isEmpty ? "everything" : scope.joined(separator: " ")
    return "name server: \(effect.rawValue) for \(words)"
  }
}
