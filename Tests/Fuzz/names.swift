@testable import FakeDNSmanager

/// The parsers of names: what they take is a name that DNS can carry, and reads as itself again.
func fuzz(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  if let name = DomainName(formValue: text) {
    requireCarried(name.text)
    require(DomainName(formValue: name.text) == name, "\(name) does not read as itself")
    require(name.ancestors.allSatisfy { name.isBelow($0) }, "\(name) is not below its ancestors")
  }
  for role in [RecordName.Role.owner, .target] {
    guard let name = RecordName(text, in: "zone.example", as: role), name.text != "." else {
      continue
    }
    require(name.text.hasSuffix("."), "\(name) has no final dot")
    requireCarried(String(name.text.dropLast()))
    require(
      RecordName(name.text, in: "other.example", as: role) == name,
      "\(name) does not read as itself")
  }
  if let mailbox = Mailbox(formValue: text) {
    require(Mailbox(formValue: mailbox.text) == mailbox, "\(mailbox) does not read as itself")
    require(!mailbox.dnsText.contains("@"), "\(mailbox.dnsText) is no name")
  }
  if let address = IPAddress(formValue: text) {
    require(IPAddress(formValue: address.text) == address, "\(address) does not read as itself")
  }
  if let decoded = Punycode.decoded(text),
    let encoded = Punycode.encoded(Array(decoded.unicodeScalars))
  {
    requireSame(Punycode.decoded(encoded), decoded, "Punycode")
  }
}

private func requireCarried(_ name: String) {
  require(name.utf8.count <= 253, "\(name) has \(name.utf8.count) octets")
  for label in name.split(separator: ".", omittingEmptySubsequences: false) {
    require(
      (1...63).contains(label.utf8.count), "\(name) has a label of \(label.utf8.count) octets")
    require(
      label.utf8.allSatisfy { (0x21...0x7E).contains($0) && !(0x41...0x5A).contains($0) },
      "\(name) is not lower-case ASCII")
  }
}
