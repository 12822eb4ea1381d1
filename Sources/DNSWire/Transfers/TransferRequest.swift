/// A client's wish for a whole zone: AXFR (RFC 5936), or IXFR (RFC 1995), which we answer with the
/// whole zone as well.
public struct TransferRequest: Sendable {
  /// What came; ``Message/reply(to:code:)`` makes a refusal out of it.
  public let query: Message
  /// The zone that was asked for.
  public let zone: Zone
  /// The serial that the client has, in an IXFR.
  public let clientSerial: SerialNumber?

  /// Whether there is room for more than one message.
  private let isOverTCP: Bool

  /// Reads a query for a transfer; `nil` for an IXFR that does not tell the client's serial.
  init?(query: Message, zone: Zone, isOverTCP: Bool) {
    self.query = query
    self.zone = zone
    self.isOverTCP = isOverTCP
    guard query.questions.first?.type == .ixfr else {
      clientSerial = nil
      return
    }
    guard case .soa(let soa)? = query.authorities.first?.data else { return nil }
    clientSerial = soa.serial
  }

  /// Whether the SOA alone is the answer (RFC 1995 section 2): the client has all there is, or has to
  /// come by TCP for it.
  public var isAuthorityEnough: Bool { isClientCurrent || !isOverTCP }

  private var isClientCurrent: Bool {
    guard let clientSerial else { return false }
    return !zone.startOfAuthority.serial.isNewer(than: clientSerial)
  }
}
