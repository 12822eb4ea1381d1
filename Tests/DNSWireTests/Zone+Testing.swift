import DNSWire

extension Zone {
  /// A zone from a file's text.
  init(text: String, origin: String) throws {
    let origin = try Name(origin)
    try self.init(origin: origin, records: try ZoneText.records(text.utf8, origin: origin))
  }
}
