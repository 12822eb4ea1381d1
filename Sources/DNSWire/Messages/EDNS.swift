/// What the OPT record of a message says (RFC 6891); its share of the response code is in
/// ``Header/responseCode``.
public struct EDNS: Hashable, Sendable {
  /// One option: a code of IANA's registry and its octets.
  public struct Option: Hashable, Sendable {
    public var code: UInt16
    /// At most 65,535 octets.
    public var data: [UInt8]

    /// Creates an option.
    public init(code: UInt16, data: [UInt8]) {
      self.code = code
      self.data = data
    }
  }

  /// The largest UDP payload that the sender can take, in octets.
  public var payloadSize: UInt16
  /// The version; 0 is the only one there is.
  public var version: UInt8
  /// DO: the sender wants DNSSEC records (RFC 3225).
  public var isDNSSECWanted: Bool
  public var options: [Option]

  /// Creates the content of an OPT record.
  public init(
    payloadSize: UInt16 = EDNS.usualPayloadSize, version: UInt8 = 0, isDNSSECWanted: Bool = false,
    options: [Option] = []
  ) {
    self.payloadSize = payloadSize
    self.version = version
    self.isDNSSECWanted = isDNSSECWanted
    self.options = options
  }

  /// A payload, in octets, that fits any path without fragments: what servers agreed on in 2020
  /// (dnsflagday.net/2020).
  public static let usualPayloadSize: UInt16 = 1232

  /// What the whole OPT record takes, in octets.
  var byteCount: Int { 11 + options.reduce(0) { $0 + 4 + $1.data.count } }

  /// Reads the rest of an OPT record, from its class on.
  init(_ reader: inout WireReader, extendedCode: inout UInt16) throws(DNSWireError) {
    payloadSize = try reader.uint16()
    extendedCode |= UInt16(try reader.uint8()) << 4
    version = try reader.uint8()
    isDNSSECWanted = try reader.uint16() & 0x8000 != 0
    var data = try reader.part(Int(try reader.uint16()))
    options = []
    while data.remaining > 0 {
      let code = try data.uint16()
      options.append(Option(code: code, data: try data.octets(Int(try data.uint16()))))
    }
  }

  /// Writes the whole OPT record.
  func write(to writer: inout WireWriter, code: ResponseCode) {
    writer.append(UInt8(0))
    writer.append(RecordType.opt.rawValue)
    writer.append(payloadSize)
    writer.append(UInt8(truncatingIfNeeded: code.rawValue >> 4))
    writer.append(version)
    writer.append(UInt16(isDNSSECWanted ? 0x8000 : 0))
    writer.append(UInt16(truncatingIfNeeded: byteCount - 11))
    for option in options {
      writer.append(option.code)
      writer.append(UInt16(truncatingIfNeeded: option.data.count))
      writer.append(option.data)
    }
  }
}
