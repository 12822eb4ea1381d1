internal import DNSWire

extension Record {
  /// The record as the panel lists it; `nil` for a type that the panel does not know.
  init?(transferred record: ResourceRecord) {
    guard let kind = Kind(rawValue: "\(record.type)".lowercased()) else { return nil }
    self.init(
      name: "\(record.name)".lowercased(), kind: kind, ttl: Int(record.ttl),
      value: "\(record.data)")
    switch record.data {
    case .mx(let preference, let exchange):
      priority = preference
      value = "\(exchange)"
    case .srv(let priority, let weight, let port, let target):
      self.priority = priority
      self.weight = weight
      self.port = port
      value = "\(target)"
    case .txt(let strings):
      value = String(decoding: strings.flatMap(\.bytes), as: UTF8.self)
    case .caa(let flags, let tag, _):
      self.flags = flags
      self.tag = String(decoding: tag.bytes, as: UTF8.self)
    case .tlsa: value = value.lowercased()
    default: break
    }
  }
}
